import type { FlowExport } from '../../../src/flows/index.js';

/** A slot's declaration in an export: `{ type: { ID: { type: 'string', collection: false } }, collection: true }`. */
export interface Declared {
  readonly type?: unknown;
  readonly collection?: boolean;
  /** The value that the designer left in the input. */
  readonly data?: unknown;
  readonly required?: boolean;
}

interface WrittenSlot {
  group: string | null;
  key: string;
  required: boolean;
  value: { type: unknown; collection: boolean };
}

/** A copy of an export whose slots, by `Group/Key`, have types that the builder does not offer: `flo`, or nested objects. */
export function declare(flow: FlowExport, slots: Readonly<Record<string, Declared>>): FlowExport {
  const copy = structuredClone(flow);
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isSlot(value)) {
      const declared = slots[value.group === null ? value.key : `${value.group}/${value.key}`];
      if (declared !== undefined) {
        const { required = value.required, ...held } = declared;
        value.required = required;
        Object.assign(value.value, held);
      }
    }
    for (const held of Object.values(value)) look(held);
  };
  look(copy);
  return copy;
}

function isSlot(value: object): value is WrittenSlot {
  return 'group' in value && 'key' in value && 'value' in value && typeof value.value === 'object' && value.value !== null;
}
