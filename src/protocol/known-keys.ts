import { z } from 'zod';

/** What a schema knows of one object of a job: for "did you mean", and for booleans that are sent as text. */
export interface KnownKeys {
  readonly names: readonly string[];
  /** Those that take `true` and "true" alike. */
  readonly booleans: ReadonlySet<string>;
  /** The objects in it, and those that its lists hold, by key. */
  readonly inner: ReadonlyMap<string, KnownKeys>;
}

/** Every job has these. */
const JOB_KEYS = ['type', 'credentials', 'inputSettings'] as const;

/** The keys of a job object, read off the schema of its input. What else stands in `credentials` is no mistake (observed). */
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
    // By what it does, whatever it is wrapped in: only a lenient boolean makes `true` of this text.
    booleans: new Set(entries.flatMap(([key, schema]) => (z.safeParse(schema, 'true').data === true ? [key] : []))),
    inner: new Map(
      entries.flatMap(([key, schema]) => {
        const object = objectIn(schema);
        return object === undefined ? [] : [[key, keysOf(object.shape, [])] as const];
      }),
    ),
  };
}

/** The object behind defaults and the like, or that a list holds; undefined for anything else. */
function objectIn(schema: unknown): z.ZodObject | undefined {
  if (schema instanceof z.ZodObject) return schema;
  if (schema instanceof z.ZodArray) return objectIn(schema.element);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodCatch) return objectIn(schema.unwrap());
  return undefined;
}
