import { z } from 'zod';
import { day, MAX_LIST_LENGTH } from './lenient.js';

/** The answer to a date that is none, by the name that a job's own answers give it. */
const MALFORMED_DATE = 'malformed-date';

/**
 * Texts separated by commas, each once; blanks around them do not count, and of nothing but commas nothing is left. A text of
 * more than 10,000 items fails with `problem`.
 */
export function commaList(problem?: string) {
  return (
    z
      .string(problem)
      // A text of a megabyte may hold a million commas: no more is split off than is looked at.
      .transform((text) => text.split(',', MAX_LIST_LENGTH + 1))
      .refine((items) => items.length <= MAX_LIST_LENGTH, problem)
      .transform((items) => [...new Set(items.map((item) => item.trim()).filter((item) => item !== ''))])
  );
}

/** What chooses reports by id or by the day on which they were created or submitted. Days as `yyyy-MM-dd`. */
export const reportFilters = {
  reportIDList: commaList().meta({ pattern: '[^,\\s]' }).optional().describe('Report ids in either form, separated by commas.'),
  startDate: day(MALFORMED_DATE).optional().describe('The first day on which a report was submitted or created, whichever was later.'),
  endDate: day(MALFORMED_DATE).optional().describe('The last such day.'),
};
