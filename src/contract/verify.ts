import { stopwatch } from '../runtime/timer.js';
import { messageOf } from '../util/error-message.js';
import { buildRequest } from './build-request.js';
import { checkAnswer, type Received } from './check.js';
import { type CheckEvery, createCheckEvery } from './every-answer.js';
import { leftOutLive, reasonToSkip } from './live.js';
import type { Provider, Session } from './provider.js';
import type { Expectation, Interaction, InteractionRequest, Step } from './schema.js';
import { send } from './send.js';
import { fillTemplate, MissingVariable } from './template.js';

export interface Verdict {
  readonly interaction: Interaction;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped, or what is wrong: a sentence each. */
  readonly problems: readonly string[];
  /** What of it was not looked at although it ran, as a live service has no such thing. */
  readonly leftOut: readonly string[];
  readonly durationMs: number;
}

/** Runs one interaction against a target. Never rejects: what goes wrong is part of the verdict. */
export async function verifyInteraction(interaction: Interaction, provider: Provider): Promise<Verdict> {
  const startedAt = stopwatch();
  const verdict = (status: Verdict['status'], problems: readonly string[]): Verdict => ({
    interaction,
    status,
    problems,
    leftOut: status !== 'skipped' && provider.isLive ? leftOutLive(interaction) : [],
    durationMs: stopwatch() - startedAt,
  });
  const reason = reasonToSkip(interaction, provider);
  if (reason !== undefined) return verdict('skipped', [reason]);
  let session: Session | undefined;
  try {
    const opened = await provider.open(interaction.given ?? {});
    if ('cannot' in opened) return verdict('skipped', [opened.cannot]);
    session = opened;
    const problems = await runSteps(interaction, provider, session);
    return verdict(problems.length === 0 ? 'passed' : 'failed', problems);
  } catch (error) {
    if (error instanceof MissingVariable) return verdict('skipped', [error.message]);
    return verdict('failed', [messageOf(error)]);
  } finally {
    await session?.close();
  }
}

async function runSteps(interaction: Interaction, provider: Provider, session: Session): Promise<string[]> {
  const main: Step = { when: interaction.when, then: interaction.then };
  const problems: string[] = [];
  const checkEvery = createCheckEvery(provider.isLive);
  const steps = [...interaction.before, main, ...interaction.after];
  for (const [index, step] of steps.entries()) {
    const label =
      step === main ? '' : index < interaction.before.length ? `before ${index + 1}: ` : `after ${index - interaction.before.length}: `;
    if (step.advance !== undefined) await advance(session, step.advance);
    if (step.when === undefined) continue;
    const found = await exchange(step.when, step.then, { provider, session, checkEvery });
    problems.push(...found.map((problem) => label + problem));
  }
  return problems;
}

async function advance(session: Session, duration: string): Promise<void> {
  if (session.advance === undefined) throw new MissingVariable('the target has no clock to advance');
  await session.advance(duration);
}

interface Run {
  readonly provider: Provider;
  readonly session: Session;
  readonly checkEvery: CheckEvery;
}

async function exchange(
  when: InteractionRequest,
  then: Expectation | undefined,
  { provider, session, checkEvery }: Run,
): Promise<string[]> {
  const request = fillTemplate(when, session.variables);
  const expected = then === undefined ? undefined : fillTemplate(then, session.variables);
  const built = buildRequest(request, session.endpoint, session.pairs, provider.isLive);
  const problems: string[] = [];
  let received: Received | undefined;
  for (let count = 0; count < request.repeat; count++) {
    received = await send(session, built);
    problems.push(...checkEvery(received, expected));
  }
  return [...problems, ...(expected === undefined ? [] : checkAnswer(expected, received, provider.isLive))];
}
