import { isObject } from '../../util/is-object.js';
import { FlowFileError } from '../problem.js';
import { type Card, cardID, type ErrorPolicy, type Flow, type Pin, type Slot, type Transform } from './model.js';
import { flowSchema, type RawCard, type RawFlow, type RawSlot, type RawTransform } from './schema.js';

/** Levels of inline flows; the designer shows only a handful. */
const MAX_INLINE_DEPTH = 40;

/** Converts a flow of the export to the runner's model. Throws FlowFileError with the place in the file. */
export function toFlow(data: unknown, name: string, place: string, depth = 0): Flow {
  if (depth > MAX_INLINE_DEPTH) throw new FlowFileError(`${place}: inline flows are nested more than ${MAX_INLINE_DEPTH} deep.`);
  const result = flowSchema.safeParse(data);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new FlowFileError(`${place}: ${issue?.path.join('.')}: ${issue?.message}. This is not a flow exported by Okta Workflows.`);
  }
  return fromRaw(result.data, name, place, depth);
}

function fromRaw(raw: RawFlow, name: string, place: string, depth: number): Flow {
  return {
    uuid: raw.uuid ?? '',
    name,
    cards: raw.methods.map((card) => toCard(card, place, depth)),
    // Only the designer's expand cards are ordered after themselves; this has no meaning.
    edges: Object.values(raw.orderings ?? {}).flatMap(([from, to]): [string, string][] =>
      from === undefined || to === undefined || from === to ? [] : [[from, to]],
    ),
    isScheduled: raw.scheduled === true,
    ...(raw.scheduled === true && raw.cron && { cron: raw.cron }),
    isInline: depth > 0,
  };
}

function toCard(raw: RawCard, place: string, depth: number): Card {
  const { uuid, address, node } = raw;
  const id = cardID(address);
  const title = node.data?.name || id;
  const inner = `${place} › ${title}`;
  const { config, policy, inputs, outputs, comments } = node.model;
  return {
    uuid,
    id,
    address,
    title,
    inputs: toSlots(inputs?.data, inner, depth),
    outputs: toSlots(outputs?.data, inner, depth),
    pins: toPins(raw.pins),
    branches: new Map(Object.entries(raw.branches ?? {})),
    joins: new Map(
      Object.entries(raw.joins ?? {}).map(([input, targets]) => [
        input,
        targets.map(({ output, transform }) => ({ output, transform: toTransform(transform) })),
      ]),
    ),
    policy: toPolicy(policy?.error, inner, depth),
    ...(config && { connection: config }),
    ...(comments && { comment: { title: comments.title ?? '', text: comments.markdown ?? '' } }),
  };
}

/** In the order the designer shows: some cards number their inputs, and ElseIf depends on that. */
function toSlots(data: Readonly<Record<string, RawSlot>> | undefined, place: string, depth: number): Slot[] {
  return Object.values(data ?? {})
    .toSorted((one, other) => (one.metadata?.index ?? 0) - (other.metadata?.index ?? 0))
    .map((slot) => toSlot(slot, place, depth));
}

function toSlot({ id, group, key, required, value, metadata }: RawSlot, place: string, depth: number): Slot {
  const isInline = value?.type === 'flo' && isObject(value.data);
  const proxy = isObject(value?.proxy) ? value.proxy : undefined;
  const path = metadata?.path;
  return {
    id,
    name: group ? `${group}/${key}` : key,
    group: group ?? '',
    key,
    label: metadata?.displayname || key,
    type: value?.type ?? 'object',
    isList: value?.collection === true,
    isRequired: required === true,
    literal: isInline ? undefined : value?.data,
    ...(isInline && { flow: toFlow(value.data, `${place} › ${group ? `${group} ${key}` : key}`, place, depth + 1) }),
    ...(proxy !== undefined && {
      proxy: {
        isFromItem: proxy.dynamic === true,
        path: proxy.path ?? '',
        destination: proxy.dest ? (proxy.dest.group ? `${proxy.dest.group}/${proxy.dest.key}` : proxy.dest.key) : key,
      },
    }),
    ...(path && { path: typeof path === 'string' ? [path] : path }),
  };
}

function toPins(pins: RawCard['pins']): Pin[] {
  return Object.entries(pins ?? {}).flatMap(([output, targets]) =>
    Object.entries(targets).flatMap(([target, wires]) =>
      wires.map(({ input, transform }) => ({ output, target, input, transform: toTransform(transform) })),
    ),
  );
}

/** `{ outputID: { convert, forceWrapArray } }`, with one entry in all exports seen. */
function toTransform(transform: RawTransform): Transform | undefined {
  const [entry] = Object.values(transform ?? {});
  return entry === undefined ? undefined : { convert: entry.convert ?? undefined, forceWrapArray: entry.forceWrapArray === true };
}

type RawPolicy = NonNullable<NonNullable<RawCard['node']['model']['policy']>['error']> | null | undefined;

function toPolicy(raw: RawPolicy, place: string, depth: number): ErrorPolicy {
  const delays = raw?.delay ?? [];
  const flow = raw?.flo;
  return {
    type: raw?.type ?? 'finish',
    retry: raw?.retry ?? 0,
    delays: typeof delays === 'number' ? [delays] : delays,
    ...(typeof flow === 'string' && { flow }),
    ...(isObject(flow) && { flow: toFlow(flow, `${place} › on error`, place, depth + 1) }),
  };
}
