import { z } from 'zod';

const outcome = {
  /** Outputs by name, `Group/Key` or `Key`. */
  outputs: z.record(z.string(), z.unknown()).optional(),
  /** The card fails. */
  error: z.strictObject({ message: z.string(), code: z.union([z.number(), z.string()]).optional() }).optional(),
  /** For a card that streams: each goes to its helper. */
  records: z.array(z.record(z.string(), z.unknown())).optional(),
};

const stub = z.strictObject({
  /** Title, UUID, id such as `@slack.sendMessageToChannel2`, or address. */
  card: z.string().min(1),
  /** Only when these inputs are so. */
  when: z.record(z.string(), z.unknown()).optional(),
  ...outcome,
  /** One after the other; the last stays. */
  sequence: z.array(z.strictObject(outcome)).min(1).optional(),
});

export const stubsSchema = z.union([z.array(stub), z.strictObject({ stubs: z.array(stub) }).transform(({ stubs }) => stubs)]);
export type Stub = z.output<typeof stub>;
export type StubInput = z.input<typeof stub>;
export type StubOutcome = Pick<Stub, 'outputs' | 'error' | 'records'>;
