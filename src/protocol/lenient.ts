import { z } from 'zod';
import { isDay } from '../util/date-text.js';

/** Clients send booleans also as the strings "true" and "false" (observed), so both are read. */
export function lenientBoolean(problem?: string) {
  return z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')], problem);
}

/** Clients send whole numbers also as text (observed: `limit` both ways), so both are read. */
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

/** A port, also as text. */
export const lenientPort = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number),
  ])
  .pipe(z.int().min(1).max(65535));

/** A day as `yyyy-MM-dd`. One that is missing is answered like any missing parameter. */
export function day(problem: string) {
  return z
    .string({ error: ({ input }) => (input === undefined ? undefined : problem) })
    .refine(isDay, problem)
    .meta({ format: 'date' });
}

/** A domain such as `example.com`, in any case; one without a dot is none. */
export function domainName(problem: string) {
  return z.string(problem).regex(/^[\w-]+(?:\.[\w-]+)+$/, problem);
}

/** The code of a currency: three capital letters, as the reference shows it. Which codes there are is not checked. */
export function currencyCode() {
  return z.string().regex(/^[A-Z]{3}$/);
}

/** Longer than any list of policies or sections. */
export const MAX_LIST_LENGTH = 10_000;

/**
 * A list of texts. Checked as a whole, up to the first that is none: zod makes an issue of each, and a list of millions
 * would fill the memory with them.
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
