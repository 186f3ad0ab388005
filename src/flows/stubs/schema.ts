import { z } from 'zod';
import { list, record } from '../../util/lists.js';

const outcome = {
  /** Outputs by name, `Group/Key` or `Key`. */
  outputs: record(z.string(), z.unknown()).optional(),
  /** Makes the card fail. */
  error: z.strictObject({ message: z.string(), code: z.union([z.number(), z.string()]).optional() }).optional(),
  /** For a card that streams: records that are passed to its helper. */
  records: list(record(z.string(), z.unknown())).optional(),
};

const stub = z.strictObject({
  /** Title, UUID, id such as `@slack.sendMessageToChannel2`, or address. */
  card: z.string().min(1),
  /** The stub applies only if these inputs have these values. */
  when: record(z.string(), z.unknown()).optional(),
  ...outcome,
  /** Used one after the other; the last one repeats. */
  sequence: list(z.strictObject(outcome)).min(1).optional(),
});

export const stubsSchema = z.union([list(stub), z.strictObject({ stubs: list(stub) }).transform(({ stubs }) => stubs)]);
export type Stub = z.output<typeof stub>;
export type StubInput = z.input<typeof stub>;
export type StubOutcome = Pick<Stub, 'outputs' | 'error' | 'records'>;
