import { z } from 'zod';
import { once } from '../../../util/once.js';
import { toReportID } from '../report-id.js';

/** How fields are written in a seed. */
export const email = once(() =>
  z
    .string()
    .regex(/^[^\s@]+@[^\s@]+$/, 'is not an email address')
    .describe('An email address; compared in lower case.'),
);
export const cents = once(() => z.int().min(0).describe('Cents.'));
export const id = once(() => z.union([z.string().min(1), z.int()]).describe('Text; a number is converted to text.'));
export const reportID = once(() =>
  z.union([
    z.string().regex(/^R[0-9A-Za-z]{11}$/, 'is not a report id'),
    z
      .string()
      .regex(/^[0-9]{1,16}$/)
      .transform(toReportID),
  ]),
);
export const date = once(() =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a date such as 2026-01-31')
    .describe('Like 2026-01-31.'),
);
export const dateTime = once(() =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/, 'is not a time such as 2026-01-31 09:30:00')
    .describe('Like 2026-01-31 09:30:00, UTC.'),
);

/**
 * Writes documents with their keys in the order of a schema. The keys of a row are in the order in which a seed or a job set
 * them, but a row must always be saved to the same bytes.
 */
export function keysInOrderOf(schema: () => z.ZodObject): <T extends object>(document: T) => T {
  const unset = once((): Record<never, never> => Object.fromEntries(Object.keys(schema().shape).map((key) => [key, undefined])));
  return (document) => ({ ...unset(), ...document });
}
