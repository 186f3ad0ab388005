import { z } from 'zod';
import { definedJobs } from '../../jobs/catalogue.js';
import type { Quirks } from '../../protocol/quirks.js';

/** What a company of a seed may choose: the quirks of every job that has any. */
export const quirksSeed = z
  .strictObject(
    Object.fromEntries(definedJobs.flatMap(({ name, quirks }) => (quirks === undefined ? [] : [[name, quirksOf(quirks).optional()]]))),
  )
  .optional()
  .describe('What the company answers where nobody knows what the live service does: by job, as docs/reference/limits.md lists them.');

function quirksOf(quirks: Quirks) {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(quirks).map(([name, { values, statement }]) => [name, z.enum(values).optional().describe(statement)]),
    ),
  );
}
