import { z } from 'zod';

/**
 * Lists and records for input from outside. zod creates an issue for each wrong item, so a
 * megabyte of `[1,1,…]` takes a second and 30 MB exhausts the heap. These stop at the first wrong item.
 * A test checks that `z.array` and `z.record` are not used anywhere else.
 */

/** @example list(z.string()).min(1).max(100) */
export function list<T extends z.core.SomeType>(item: T, problem?: string): z.ZodArray<T> {
  // zod's constructors cannot be generic. The definition, and therefore the type, is that of zod's own array.
  return new ListUpToFirstIssue(z.array(item, problem).def as never) as never;
}

/** An object with arbitrary keys. @example record(z.string(), z.unknown()) */
export function record<K extends z.core.$ZodRecordKey, V extends z.core.SomeType>(key: K, value: V): z.ZodRecord<K, V> {
  return new RecordUpToFirstIssue(z.record(key, value).def as never) as never;
}

// A constructor instead of a changed instance, because `.min(1)` and similar methods create new instances with it.
const ListUpToFirstIssue = z.core.$constructor<z.ZodArray<z.core.$ZodType>>('ListUpToFirstIssue', (inst, def) => {
  z.ZodArray.init(inst, def);
  const parseOther = inst._zod.parse;
  const mostItems = Math.min(
    ...(def.checks ?? []).map((check) => (check instanceof z.core.$ZodCheckMaxLength ? check._zod.def.maximum : Infinity)),
  );
  inst._zod.parse = (payload, context) => {
    const input: unknown = payload.value;
    if (!Array.isArray(input)) return parseOther(payload, context);
    // The items of a list that is too long are not checked, because the next check refuses the list.
    if (input.length > mostItems) return payload;
    const items: unknown[] = [];
    payload.value = items;
    for (let index = 0; index < input.length; index++) {
      const { value, issues } = parsed(def.element, input[index], context);
      items.push(value);
      if (issues.length === 0) continue;
      payload.issues.push(...z.core.util.prefixIssues(index, issues));
      break;
    }
    return payload;
  };
});

const RecordUpToFirstIssue = z.core.$constructor<z.ZodRecord<z.core.$ZodRecordKey>>('RecordUpToFirstIssue', (inst, def) => {
  z.ZodRecord.init(inst, def);
  const parseOther = inst._zod.parse;
  inst._zod.parse = (payload, context) => {
    const input: unknown = payload.value;
    if (!z.core.util.isPlainObject(input)) return parseOther(payload, context);
    const entries: [string, unknown][] = [];
    for (const [key, held] of Object.entries(input)) {
      const name = parsed(def.keyType, key, context);
      const { value, issues } = parsed(def.valueType, held, context);
      entries.push([String(name.value), value]);
      payload.issues.push(...z.core.util.prefixIssues(key, [...name.issues, ...issues]));
      if (payload.issues.length > 0) break;
    }
    // `fromEntries`, because a key may be named __proto__.
    payload.value = Object.fromEntries(entries);
    return payload;
  };
});

function parsed(schema: z.core.$ZodType, value: unknown, context: z.core.ParseContextInternal): z.core.ParsePayload {
  const payload = schema._zod.run({ value, issues: [] }, context);
  if (payload instanceof Promise) throw new z.core.$ZodAsyncError();
  return payload;
}
