import { z } from 'zod';
import { definedJobs } from '../../jobs/catalogue.js';
import type { Quirks } from '../../protocol/quirks.js';
import { once } from '../../util/once.js';

/** What a company of a seed can choose: the quirks of all jobs. */
export const quirksSeed = once(() =>
  z
    .strictObject(
      Object.fromEntries(definedJobs.flatMap(({ name, quirks }) => (quirks === undefined ? [] : [[name, quirksOf(quirks).optional()]]))),
    )
    .optional()
    .describe('What the company does where the behaviour of the live service is unknown: by job, as listed in docs/reference/limits.md.'),
);

function quirksOf(quirks: Quirks) {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(quirks).map(([name, { values, statement }]) => [name, z.enum(values).optional().describe(statement)]),
    ),
  );
}
