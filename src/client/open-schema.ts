import { z } from 'zod';
import type { JobDefinition } from '../protocol/define-job.js';
import { list, record } from '../util/lists.js';

/** A type whose strings may have unknown values. Editors still complete the known ones. */
type Open<T> = T extends string
  ? string extends T
    ? string
    : T | (string & {})
  : T extends Uint8Array
    ? T
    : T extends readonly (infer Item)[]
      ? Open<Item>[]
      : T extends object
        ? { [Key in keyof T]: Open<T[Key]> }
        : T;

/** The body of a success, as the client returns it. */
export type JobAnswer<Definition extends JobDefinition> = Open<z.output<Definition['read']>>;

/**
 * The same schema, but open to new keys and enum values, so additions to the service do not break clients.
 * @example openSchema(z.object({ role: z.enum(['user']) })) // accepts { role: 'owner', since: 2027 }
 */
export function openSchema(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodObject) {
    return z.looseObject(Object.fromEntries(Object.entries(schema.shape).map(([key, value]) => [key, openSchema(value)])));
  }
  if (schema instanceof z.ZodArray) return list(openSchema(schema.element));
  if (schema instanceof z.ZodOptional) return z.optional(openSchema(schema.unwrap()));
  if (schema instanceof z.ZodNonOptional) return z.nonoptional(openSchema(schema.unwrap()));
  if (schema instanceof z.ZodRecord) return record(z.string(), openSchema(schema.valueType));
  if (schema instanceof z.ZodUnion) return z.union(schema.options.map(openSchema));
  return schema instanceof z.ZodEnum ? z.string() : schema;
}
