import { stopwatch } from '../runtime/timer.js';
import { messageOf } from '../util/error-message.js';
import { isObject } from '../util/is-object.js';
import { buildRequest } from './build-request.js';
import { checkAnswer, type Received } from './check.js';
import { type CheckEvery, createCheckEvery } from './every-answer.js';
import { leftOutLive, reasonToSkip } from './live.js';
import { readMarkedJson } from './marked-json.js';
import type { Provider, Session } from './provider.js';
import type { Expectation, Interaction, InteractionRequest, Step } from './schema.js';
import { send } from './send.js';
import { fillTemplate, MissingVariable } from './template.js';

export interface Verdict {
  readonly interaction: Interaction;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped, or its problems, one sentence each. */
  readonly problems: readonly string[];
  /** The parts that were not checked although it ran, because a live service does not have them. */
  readonly leftOut: readonly string[];
  readonly durationMs: number;
}

/** Runs one interaction against a target. Never rejects: errors are part of the verdict. */
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
  const problems: string[] = [];
  try {
    const opened = await provider.open(interaction.given ?? {});
    if ('cannot' in opened) return verdict('skipped', [opened.cannot]);
    session = opened;
    await runSteps(interaction, provider, session, problems);
    return verdict(problems.length === 0 ? 'passed' : 'failed', problems);
  } catch (error) {
    // A failed step kept no values, so the error of a later step is a consequence.
    if (problems.length > 0) return verdict('failed', [...problems, messageOf(error)]);
    if (error instanceof MissingVariable) return verdict('skipped', [error.message]);
    return verdict('failed', [messageOf(error)]);
  } finally {
    await session?.close();
  }
}

/** Adds to `problems` after each step, so that a step that can't be sent does not hide earlier problems. */
async function runSteps(interaction: Interaction, provider: Provider, session: Session, problems: string[]): Promise<void> {
  const main: Step = { when: interaction.when, then: interaction.then };
  const checkEvery = createCheckEvery(provider.isLive);
  const variables = { ...session.variables };
  const steps = [...interaction.before, main, ...interaction.after];
  for (const [index, step] of steps.entries()) {
    const label =
      step === main ? '' : index < interaction.before.length ? `before ${index + 1}: ` : `after ${index - interaction.before.length}: `;
    if (step.advance !== undefined) await advance(session, step.advance);
    if (step.when === undefined) continue;
    const found = await exchange(step.when, step.then, { provider, session, variables, checkEvery });
    problems.push(...found.map((problem) => label + problem));
  }
}

async function advance(session: Session, duration: string): Promise<void> {
  if (session.advance === undefined) throw new MissingVariable('the target has no clock to advance');
  await session.advance(duration);
}

interface Run {
  readonly provider: Provider;
  readonly session: Session;
  /** The variables of the session, and values kept from responses. */
  readonly variables: Record<string, string>;
  readonly checkEvery: CheckEvery;
}

async function exchange(
  when: InteractionRequest,
  then: Expectation | undefined,
  { provider, session, variables, checkEvery }: Run,
): Promise<string[]> {
  const request = fillTemplate(when, variables);
  const expected = then === undefined ? undefined : fillTemplate(then, variables);
  const built = buildRequest(request, session.endpoint, session.pairs, provider.isLive);
  const problems: string[] = [];
  let received: Received | undefined;
  for (let count = 0; count < request.repeat; count++) {
    received = await send(session, built);
    problems.push(...checkEvery(received, expected, request.path));
  }
  if (expected === undefined) return problems;
  return [...problems, ...checkAnswer(expected, received, provider.isLive), ...keepParts(expected, received, variables)];
}

/** Keeps the requested values of a response, and reports missing ones. */
function keepParts({ keep }: Expectation, received: Received | undefined, variables: Record<string, string>): string[] {
  const problems: string[] = [];
  for (const [name, key] of Object.entries(keep)) {
    const body = key === '$text' ? undefined : readMarkedJson(received?.text ?? '');
    const value = key === '$text' ? received?.text : isObject(body) && Object.hasOwn(body, key) ? body[key] : undefined;
    if (typeof value === 'string') variables[name] = value;
    else problems.push(`the response has no string '${key}' to keep as ${name}`);
  }
  return problems;
}
