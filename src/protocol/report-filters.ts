import { z } from 'zod';
import { once } from '../util/once.js';
import { day, MAX_LIST_LENGTH } from './lenient.js';

/** The name that jobs use for the answer to an invalid date. */
const MALFORMED_DATE = 'malformed-date';

/**
 * Strings separated by commas, without duplicates and surrounding spaces. Only commas give an empty list. A string of
 * more than 10,000 items fails with `problem`.
 */
export function commaList(problem?: string) {
  return (
    z
      .string(problem)
      // A megabyte can contain a million commas, so no more parts are split off than are used.
      .transform((text) => text.split(',', MAX_LIST_LENGTH + 1))
      .refine((items) => items.length <= MAX_LIST_LENGTH, problem)
      .transform((items) => [...new Set(items.map((item) => item.trim()).filter((item) => item !== ''))])
  );
}

/** Filters that select reports by id or by the day on which they were created or submitted. Days are `yyyy-MM-dd`. */
export const reportFilters = once(() => ({
  reportIDList: commaList().meta({ pattern: '[^,\\s]' }).optional().describe('Report ids in either form, separated by commas.'),
  startDate: day(MALFORMED_DATE).optional().describe('The first day on which a report was submitted or created, whichever was later.'),
  endDate: day(MALFORMED_DATE).optional().describe('The last such day.'),
}));
