import { z } from 'zod';
import { isDay } from '../util/date-text.js';
import { once } from '../util/once.js';

/** Clients also send booleans as the strings "true" and "false" (observed), so both forms are accepted. */
export function lenientBoolean(problem?: string) {
  return z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')], problem);
}

/** Clients also send integers as strings (observed for `limit`), so both forms are accepted. */
export function lenientInteger(problem?: string) {
  return z.union(
    [
      z.int(),
      z
        .string()
        .regex(/^-?\d{1,15}$/)
        .transform(Number),
    ],
    problem,
  );
}

/** A port, as a number or a string. */
export const lenientPort = once(() =>
  z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d{1,5}$/)
        .transform(Number),
    ])
    .pipe(z.int().min(1).max(65535)),
);

/** A day as `yyyy-MM-dd`. A missing one gets the error of any missing parameter. */
export function day(problem: string) {
  return z
    .string({ error: ({ input }) => (input === undefined ? undefined : problem) })
    .refine(isDay, problem)
    .meta({ format: 'date' });
}

/** A domain such as `example.com`, in any case. A name without a dot is not a domain. */
export function domainName(problem: string) {
  return z.string(problem).regex(/^[\w-]+(?:\.[\w-]+)+$/, problem);
}

/** A currency code: three capital letters, as in the reference. The codes themselves are not checked. */
export function currencyCode() {
  return z.string().regex(/^[A-Z]{3}$/);
}

/** Longer than any list of policies or sections. */
export const MAX_LIST_LENGTH = 10_000;

/**
 * A list of strings. The check stops at the first item that is not a string: zod creates an issue for each, and a list of millions
 * would exhaust memory.
 */
export function textList(notAList: string, badText: string, pattern = /^/) {
  return z
    .custom<string[]>((value) => Array.isArray(value), { error: notAList, abort: true })
    .refine(
      (list: readonly unknown[]) => list.length <= MAX_LIST_LENGTH && list.every((text) => typeof text === 'string' && pattern.test(text)),
      {
        error: badText,
        abort: true,
      },
    );
}
