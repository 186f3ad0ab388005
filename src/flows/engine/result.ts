import { REDACTED } from '../../util/redact/redact.js';
import { createDeepRedactor } from '../../util/redact/redact-deeply.js';
import { isSecretName } from '../../util/redact/secret-names.js';
import type { Card } from '../export/model.js';
import type { FlowRequest } from '../network/network.js';
import { plainRow } from '../tables/run-tables.js';
import { type CardFace, createFaces, type Faces } from './card-faces.js';
import { CardError, type RunStopped, type StopKind } from './errors.js';
import type { Leave } from './leave.js';
import type { FlowMail, Run } from './run.js';
import type { TraceEntry } from './trace.js';
import { type FlowWarning, warningsOf } from './warnings.js';

/** A card that ran. */
export interface CardTrace {
  /** Counts from 0 over all cards of the run. */
  readonly position: number;
  readonly title: string;
  /** `control.let`, `@okta.readUser`. */
  readonly id: string;
  readonly address: string;
  readonly uuid: string;
  readonly flow: string;
  /** 0 for the flow itself, 1 for flows that its cards run, and so on. */
  readonly depth: number;
  /** Position of the card that ran the flow of this card. */
  readonly caller?: number;
  /** Index of the list item, from 0. */
  readonly index?: number;
  /** Index in the result's `faces`. */
  readonly face: number;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly ms: number;
  readonly error?: { readonly message: string; readonly code?: number | string };
  /** `stubbed`, `handled`, `returned`, or the message of a Continue If. */
  readonly note?: string;
}

/** The failure, as the console would show it. */
export interface FlowError {
  readonly kind: 'card' | StopKind;
  readonly message: string;
  readonly code?: number | string;
  readonly flow: string;
  readonly card?: { readonly title: string; readonly id: string; readonly address: string; readonly uuid: string };
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Name of the input with the wrong value, if any. */
  readonly input?: string;
}

/** The result of a run, with all secrets removed. */
export interface FlowResult {
  readonly status: 'finished' | 'error';
  readonly flow: string;
  /** The source of the export, as given to the run. */
  readonly source: string;
  /** ISO 8601, by the run's clock. */
  readonly startedAt: string;
  /** The values that the flow returned, by name; `statusCode`, `headers` and `body` if it responded with a Close card. */
  readonly output: Readonly<Record<string, unknown>>;
  /** Why the flow ended early without an error, as Continue If states. */
  readonly message?: string;
  readonly error?: FlowError;
  readonly cards: readonly CardTrace[];
  /** What the designer shows of the cards that ran: labels and comments, once per card. */
  readonly faces: readonly CardFace[];
  /** Number of cards that ran but are not in `cards`, which has a maximum length. */
  readonly dropped: number;
  /** Number of cards that ran. */
  readonly steps: number;
  readonly requests: readonly FlowRequest[];
  /** The rows of all tables after the run, by table name. */
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly mail: readonly FlowMail[];
  /** Errors of flows that were called without waiting, and of items that a For Each ignored. */
  readonly ignored: readonly FlowError[];
  /** Problems that did not fail the flow, e.g. employees skipped with responseCode 200. */
  readonly warnings: readonly FlowWarning[];
}

export interface Outcome {
  readonly flow: string;
  readonly left?: Leave | undefined;
  readonly error?: CardError | RunStopped | undefined;
  readonly ignored: readonly (CardError | RunStopped)[];
  readonly mail: readonly FlowMail[];
}

/** The result of a run, without the secrets it met and without values whose name is that of a secret. */
export async function toResult(run: Run, { flow, left, error, ignored, mail }: Outcome): Promise<FlowResult> {
  const faces = createFaces(run.pack);
  const cards = run.trace.entries.map((entry) => toCard(entry, faces));
  const startedAt = run.trace.entries[0]?.startedAt ?? run.clock.now();
  const result: FlowResult = {
    status: error === undefined ? 'finished' : 'error',
    flow,
    source: run.pack.source,
    startedAt: new Date(startedAt).toISOString(),
    output: Object.fromEntries(left?.output ?? []),
    ...(left?.message !== undefined && { message: left.message }),
    ...(error !== undefined && { error: toError(error) }),
    cards,
    faces: faces.list,
    dropped: run.trace.dropped,
    steps: run.trace.count,
    requests: run.network.requests,
    tables: Object.fromEntries(run.tables.all().map(({ name, rows }) => [name, rows.map(plainRow)])),
    mail,
    ignored: ignored.map(toError),
    warnings: [...warningsOf(run.network.requests, run), ...run.warnings],
  };
  return withoutSecrets(result, createDeepRedactor(run.secrets.all));
}

function toCard(entry: TraceEntry, faces: Faces): CardTrace {
  const { position, card, flow, depth, caller, index, inputs, outputs, ms, error, note } = entry;
  return {
    position,
    title: card.title,
    id: card.id,
    address: card.address,
    uuid: card.uuid,
    flow,
    depth,
    ...(caller !== -1 && { caller }),
    ...(index !== undefined && { index }),
    face: faces.placeOf(card),
    inputs: namedInputs(card, inputs),
    outputs: Object.fromEntries(outputs),
    ms,
    ...(error !== undefined && { error: { message: error.message, ...(error.code !== undefined && { code: error.code }) } }),
    ...(note !== undefined && { note }),
  };
}

/** Inline flows are not values that a person would read. */
function namedInputs(card: Card, inputs: ReadonlyMap<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    card.inputs
      .filter(({ flow }) => flow === undefined)
      .map(({ id, name, key }) => [key === '_text_' ? 'text' : name, inputs.get(id) ?? null]),
  );
}

function toError(error: CardError | RunStopped): FlowError {
  const { card, flow, inputs } = error;
  return {
    kind: error instanceof CardError ? 'card' : error.kind,
    message: error.message,
    ...(error instanceof CardError && error.code !== undefined && { code: error.code }),
    flow: flow ?? '',
    ...(card !== undefined && { card: { title: card.title, id: card.id, address: card.address, uuid: card.uuid } }),
    inputs: card === undefined || inputs === undefined ? {} : namedInputs(card, inputs),
    ...(error instanceof CardError && error.input !== undefined && { input: error.input }),
  };
}

/** Deeper values are cut, because printing them would overflow the stack. */
const MAX_DEPTH = 100;

/** A copy without secrets. Texts are redacted first, once each: redacting is slow, and many texts repeat in the result. */
async function withoutSecrets<T>(value: T, redact: (text: string) => Promise<string>): Promise<T> {
  const clean = new Map<string, string>();
  for (const text of textsIn(value)) clean.set(text, await redact(text));
  return copyOf(value, clean, false, 0) as T;
}

/** All texts of a value, including keys. A Set also iterates over entries added during the loop. */
function textsIn(whole: unknown): ReadonlySet<string> {
  const texts = new Set<string>();
  const objects = new Set<object>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') texts.add(value);
    else if (typeof value === 'object' && value !== null) objects.add(value);
  };
  look(whole);
  for (const value of objects) {
    if (!Array.isArray(value)) for (const key of Object.keys(value)) texts.add(key);
    for (const held of Object.values(value)) look(held);
  }
  return texts;
}

/** The copy has the same shape as the original. */
function copyOf(value: unknown, clean: ReadonlyMap<string, string>, isSecret: boolean, depth: number): unknown {
  if (isSecret && ((typeof value === 'string' && value !== '') || typeof value === 'number')) return REDACTED;
  if (typeof value === 'string') return clean.get(value) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.map((item) => copyOf(item, clean, isSecret, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [clean.get(key) ?? key, copyOf(held, clean, isSecret || isSecretName(key), depth + 1)]),
  );
}
