import type { Card, ErrorPolicy, Flow, Pin, Slot, TableDefinition, Transform } from './model.js';

/*
 * Writes the model in the format of an export: the reverse of `toFlow`. Details that only the designer uses are left out.
 */

export type WrittenFlow = ReturnType<typeof writeFlow>;
export type WrittenTable = ReturnType<typeof writeTable>;

export function writeFlow({ uuid, cards, edges, isScheduled, cron = {} }: Flow) {
  return {
    uuid,
    methods: cards.map(writeCard),
    orderings: Object.fromEntries(edges.map((edge, index) => [`order${index + 1}`, edge])),
    scheduled: isScheduled,
    cron,
  };
}

export function writeTable({ uuid, name, columns }: TableDefinition) {
  return { id: uuid, name, data: { class: 'simple', group_id: uuid, structure: columns } };
}

/** Properties that the designer gives each card. */
const TIMEOUT_MS = 90_000;

function writeCard({ uuid, address, title, inputs, outputs, pins, branches, joins, policy, connection, comment }: Card) {
  return {
    uuid,
    address,
    node: {
      key: address.slice(address.lastIndexOf(':') + 1),
      data: { name: title },
      model: {
        timeout: TIMEOUT_MS,
        config: connection ?? null,
        ...(comment !== undefined && { comments: { title: comment.title, markdown: comment.text } }),
        policy: { error: writePolicy(policy) },
        inputs: { data: writeSlots(inputs) },
        outputs: { data: writeSlots(outputs) },
      },
    },
    pins: writePins(pins),
    branches: Object.fromEntries(branches),
    joins: Object.fromEntries(
      [...joins].map(([input, targets]) => [
        input,
        targets.map(({ output, transform }) => ({ output, transform: writeTransform(output, transform) })),
      ]),
    ),
  };
}

function writeSlots(slots: readonly Slot[]) {
  return Object.fromEntries(slots.map((slot, index) => [slot.id, writeSlot(slot, index)]));
}

function writeSlot({ id, group, key, label, type, isList, isRequired, literal, flow, proxy, path }: Slot, index: number) {
  // An inline flow is written separately, so its type is left open here.
  const data: unknown = flow === undefined ? literal : writeFlow(flow);
  return {
    id,
    group: group === '' ? null : group,
    key,
    value: { error: false, type, collection: isList, data, available: [], ...(proxy !== undefined && { proxy: writeProxy(proxy) }) },
    required: isRequired,
    ref: false,
    metadata: { index, ...(label !== key && { displayname: label }), ...(path !== undefined && { path }) },
  };
}

function writeProxy({ isFromItem, path, destination }: NonNullable<Slot['proxy']>) {
  return { dynamic: isFromItem, path, dest: { key: destination, group: null } };
}

function writePolicy({ type, retry, delays, flow }: ErrorPolicy): object {
  return {
    type,
    ...(retry > 0 && { retry, delay: delays, retryCondition: 'ratelimits' }),
    ...(flow !== undefined && { flo: typeof flow === 'string' ? flow : writeFlow(flow) }),
  };
}

interface WrittenPin {
  readonly input: string;
  readonly transform: ReturnType<typeof writeTransform>;
}

function writePins(pins: readonly Pin[]) {
  const written: Record<string, Record<string, WrittenPin[]>> = {};
  for (const { output, target, input, transform } of pins) {
    const targets = written[output] ?? {};
    written[output] = targets;
    targets[target] = [...(targets[target] ?? []), { input, transform: writeTransform(output, transform) }];
  }
  return written;
}

function writeTransform(output: string, transform: Transform | undefined) {
  return transform === undefined ? null : { [output]: { ...transform, dest: output } };
}
