import { updateEmployees } from '../jobs/update-employees/definition.js';
import { ExpensifyError } from './errors.js';
import type { UpdateResult } from './update-result.js';

/** The service processed the feed, but skipped some records. Only thrown with `onSkipped: 'throw'`. */
export class SkippedEmployeesError extends ExpensifyError {
  readonly code = 'skipped-employees';
  readonly result: UpdateResult;

  constructor(result: UpdateResult, attempts: number) {
    const [first] = result.skipped;
    const more = result.skipped.length > 1 ? ` and ${result.skipped.length - 1} more` : '';
    super(`${updateEmployees.name} skipped ${first?.email || 'a record'} (${first?.reason})${more}.`, {
      job: updateEmployees.name,
      attempts,
    });
    this.result = result;
  }

  get skipped(): UpdateResult['skipped'] {
    return this.result.skipped;
  }
}
