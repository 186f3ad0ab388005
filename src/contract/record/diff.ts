import { isObject } from '../../util/is-object.js';
import { buildRequest } from '../build-request.js';
import type { LoadedInteraction } from '../load.js';
import { readMarkedJson } from '../marked-json.js';
import type { Provider } from '../provider.js';
import { isReadOnly } from '../safe-to-send.js';
import type { Interaction } from '../schema.js';
import { send } from '../send.js';
import { fillTemplate, MissingVariable } from '../template.js';
import { compareShapes, shapeOf } from './shape.js';

/** An interaction that was sent to both services. */
export interface Difference {
  readonly id: string;
  /** The differences in status, responseCode, keys and types, one sentence each. They never contain values. */
  readonly differences: readonly string[];
}

export interface Comparison {
  readonly compared: readonly Difference[];
  /** The reasons why interactions were not sent. */
  readonly notCompared: readonly string[];
}

/** Sends every read-only interaction to both services and reports the differences. Interactions that write are not sent. */
export async function diffTargets(loaded: readonly LoadedInteraction[], live: Provider, emulator: Provider): Promise<Comparison> {
  const compared: Difference[] = [];
  const notCompared: string[] = [];
  for (const { interaction } of loaded) {
    const reason = reasonNotToCompare(interaction);
    const there = reason === undefined ? await ask(interaction, live) : { cannot: reason };
    const here = 'cannot' in there ? there : await ask(interaction, emulator);
    if ('cannot' in there) notCompared.push(there.cannot);
    else if ('cannot' in here) notCompared.push(here.cannot);
    else compared.push({ id: interaction.id, differences: compare(there, here) });
  }
  return { compared, notCompared };
}

function reasonNotToCompare({ when, given, before, skip, targets }: Interaction): string | undefined {
  if (skip !== undefined) return skip;
  if (!targets.includes('live') || given !== undefined) return 'needs a state that only the emulator has';
  if (!isReadOnly(when)) return 'writes';
  if (before.length > 0 || when.repeat > 1) return 'needs more than one request';
  // Requests with wrong credentials could make the live service suspicious of the client.
  return when.credentials === 'default' ? undefined : 'sends missing or wrong credentials';
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function ask({ when }: Interaction, provider: Provider): Promise<Answer | { readonly cannot: string }> {
  const session = await provider.open({});
  if ('cannot' in session) return session;
  try {
    const request = fillTemplate(when, session.variables);
    const received = await send(session, buildRequest(request, session.endpoint, session.pairs, true));
    if (received === undefined) return { cannot: 'the connection was cut' };
    return { status: received.status, body: readMarkedJson(received.text) ?? received.text };
  } catch (error) {
    // Without a policy id there is nothing to request.
    if (error instanceof MissingVariable) return { cannot: error.message };
    throw error;
  } finally {
    await session.close();
  }
}

function compare(there: Answer, here: Answer): string[] {
  const [live, own] = [codeOf(there), codeOf(here)];
  const head = [
    ...(there.status === here.status ? [] : [`HTTP ${there.status} there, ${here.status} here`]),
    ...(live === own ? [] : [`responseCode ${live} there, ${own} here`]),
  ];
  // Different kinds of responses differ in everything else.
  return head.length > 0 ? head : compareShapes(shapeOf(there.body), shapeOf(here.body));
}

function codeOf({ body }: Answer): unknown {
  return isObject(body) ? body.responseCode : undefined;
}
