import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { UpdateResult } from '../../client/update-result.js';
import { writeAtomically } from '../../files/write-atomically.js';
import { list, record } from '../../protocol/lists.js';

const emails = record(z.string(), list(z.string()));

/** A receipt is read back after a crash, so its form is checked; of the answer only what a person looks up. */
const receiptSchema = z.object({
  version: z.literal(1),
  planHash: z.string(),
  url: z.string(),
  state: z.enum(['running', 'done']),
  /** ISO 8601. */
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  /** Confirmed requests, in the order they were sent. */
  batches: list(
    z.object({
      fingerprint: z.string(),
      records: list(record(z.string(), z.unknown())),
      requestIDs: list(z.string()),
      updatedEmployeesCount: z.number(),
      added: emails,
      removed: emails,
      failedPolicies: list(z.string()),
    }),
  ),
  skipped: list(z.object({ email: z.string(), reason: z.string() })),
  /** Where the dry run differed from the plan, when that was accepted. */
  differences: list(z.string()),
});

/** What was sent and what came of it: plain data, without secrets. */
export type Receipt = z.output<typeof receiptSchema>;

/** Where a receipt is kept while a plan is applied. */
export interface ReceiptStore {
  load(): Receipt | undefined;
  /** Returns when the receipt is safe. */
  save(receipt: Receipt): void;
}

/** A file that is no receipt stands where the receipt should be. */
export class ReceiptError extends Error {
  override readonly name = 'ReceiptError';
}

/** A receipt in a file; each save is atomic, so that a kill at any moment leaves the last confirmed state. */
export function fileReceipt(path: string): ReceiptStore {
  return {
    load: () => {
      const text = readIfThere(path);
      if (text === undefined) return undefined;
      const result = receiptSchema.safeParse(parseJson(text));
      if (!result.success)
        throw new ReceiptError(`${path} is no receipt of this program; move it away, or name another file with --receipt.`);
      return result.data;
    },
    save: (receipt) => {
      try {
        writeAtomically(path, `${JSON.stringify(receipt, null, 2)}\n`);
      } catch (error) {
        throw new ReceiptError(`The receipt ${path} cannot be written: ${error instanceof Error ? error.message : error}.`);
      }
    },
  };
}

/** A receipt that lives as long as the program. */
export function memoryReceipt(): ReceiptStore {
  let kept: Receipt | undefined;
  return {
    load: () => kept,
    save: (receipt) => {
      kept = receipt;
    },
  };
}

/** Adds a confirmed request. */
export function withBatch(receipt: Receipt, fingerprint: string, records: readonly object[], result: UpdateResult): Receipt {
  const { requestIDs, updatedEmployeesCount, added, removed, failedPolicies, skipped } = result;
  const plain = records.map((record) => Object.fromEntries(Object.entries(record)));
  const batch = {
    fingerprint,
    records: plain,
    requestIDs: [...requestIDs],
    updatedEmployeesCount,
    added,
    removed,
    failedPolicies: [...failedPolicies],
  };
  return { ...receipt, batches: [...receipt.batches, batch], skipped: [...receipt.skipped, ...skipped] };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new ReceiptError(`The receipt ${path} cannot be read: ${error instanceof Error ? error.message : error}.`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
