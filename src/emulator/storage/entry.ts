import { z } from 'zod';
import type { ChosenQuirks } from '../../protocol/quirks.js';
import { isObject } from '../../util/is-object.js';
import { list, record } from '../../util/lists.js';
import { once } from '../../util/once.js';
import { faultSchema } from '../faults/schema.js';
import { RATE_LIMIT_MODES } from '../rate-limit/rate-limit.js';

const key = once(() => z.union([z.string(), z.number()]));
/** The storage returns a row as it was written, so its fields are not checked again. */
const row = once(() => z.custom<object>(isObject));

/** A written row, as JSON: its collection, its key, and the row, or null if it was removed. */
const storedChange = once(() => z.tuple([z.string(), key(), row().nullable()]));

const storedTable = once(() => z.object({ name: z.string(), nextKey: z.int(), rows: list(row()) }));

const clockSetting = once(() => z.union([z.object({ stoppedAt: z.number() }), z.object({ offset: z.number() })]));

const armedFault = once(() => faultSchema().extend({ id: z.string(), matched: z.int(), fired: z.int() }));

/** The state of the random numbers after the change, if they have moved since the entry before. */
const random = { random: z.int().optional() };

const entrySchema = once(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('rows'), company: z.string(), version: z.int(), rows: list(storedChange()), ...random }),
    z.object({
      kind: z.literal('company'),
      id: z.string(),
      name: z.string(),
      quirks: z.custom<ChosenQuirks>((value) => typeof value === 'object' && value !== null),
      tables: list(storedTable()),
      ...random,
    }),
    z.object({ kind: z.literal('clock'), setting: clockSetting().nullable(), ...random }),
    z.object({ kind: z.literal('fault-armed'), fault: armedFault(), ...random }),
    z.object({ kind: z.literal('faults-removed'), ids: list(z.string()).optional(), ...random }),
    z.object({ kind: z.literal('fault-counts'), counts: list(z.tuple([z.string(), z.int(), z.int()])), ...random }),
    z.object({ kind: z.literal('rate-limit'), mode: z.enum(RATE_LIMIT_MODES), ...random }),
    z.object({ kind: z.literal('random'), ...random }),
  ]),
);

/**
 * One change of the state, as a storage keeps it. It repeats exactly: rows are written as the emulator holds them, with account numbers, and
 * not as documents. `rows` is the change set of a transaction, and `version` the number of change sets that the company has had.
 */
export type StateEntry = z.output<ReturnType<typeof entrySchema>>;
export type StoredChange = z.output<ReturnType<typeof storedChange>>;
export type StoredTable = z.output<ReturnType<typeof storedTable>>;

/** Throws a ZodError for anything that no version of the emulator has written. */
export function readEntry(input: unknown): StateEntry {
  return entrySchema().parse(input);
}

/** What a state file has besides companies: which settings were changed, and what can't be derived from rows. */
export const serviceSchema = once(() =>
  z.object({
    clock: clockSetting().nullable(),
    faults: z.object({ armed: list(armedFault()), lastID: z.int() }),
    /** The mode that was set, if any. */
    rateLimit: z.enum(RATE_LIMIT_MODES).optional(),
    /** By company: the number of its change sets, and the next number of each collection that counts its keys. */
    versions: record(z.string(), z.int()),
    counters: record(z.string(), record(z.string(), z.int())),
  }),
);
export type ServiceState = z.output<ReturnType<typeof serviceSchema>>;
