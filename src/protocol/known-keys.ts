import { z } from 'zod';

/** The keys that a schema has for an object of a job. For "Did you mean", and for booleans that are sent as strings. */
export interface KnownKeys {
  readonly names: readonly string[];
  /** The keys that accept both `true` and "true". */
  readonly booleans: ReadonlySet<string>;
  /** The nested objects, and the objects in its lists, by key. */
  readonly inner: ReadonlyMap<string, KnownKeys>;
}

/** The keys of every job. */
const JOB_KEYS = ['type', 'credentials', 'inputSettings'] as const;

/** The keys of a job object, from the schema of its input. Other keys in `credentials` are accepted (observed). */
export function knownKeysOf({ shape }: z.ZodObject, hasSubtype: boolean): KnownKeys {
  const { credentials: _, inputSettings, ...own } = shape;
  const settings = keysOf(objectIn(inputSettings)?.shape ?? {}, hasSubtype ? ['type'] : []);
  const job = keysOf(own, JOB_KEYS);
  return { ...job, inner: new Map([...job.inner, ['inputSettings', settings]]) };
}

function keysOf(shape: z.ZodObject['shape'], always: readonly string[]): KnownKeys {
  const entries = Object.entries(shape);
  return {
    names: [...new Set([...always, ...Object.keys(shape)])],
    // Found by parsing, because schemas can be wrapped: only a lenient boolean turns this string into `true`.
    booleans: new Set(entries.flatMap(([key, schema]) => (z.safeParse(schema, 'true').data === true ? [key] : []))),
    inner: new Map(
      entries.flatMap(([key, schema]) => {
        const object = objectIn(schema);
        return object === undefined ? [] : [[key, keysOf(object.shape, [])] as const];
      }),
    ),
  };
}

/** The object inside defaults and similar wrappers, or inside a list. Undefined for anything else. */
function objectIn(schema: unknown): z.ZodObject | undefined {
  if (schema instanceof z.ZodObject) return schema;
  if (schema instanceof z.ZodArray) return objectIn(schema.element);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodCatch) return objectIn(schema.unwrap());
  return undefined;
}
