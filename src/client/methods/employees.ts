import type { EmployeeInput } from '../../jobs/update-employees/employee-record.js';
import type { Connection } from '../connection.js';
import { runLazily } from '../run-lazily.js';
import { sendEmployees, type UpdateOptions } from '../update-employees.js';
import type { UpdateResult } from '../update-result.js';
import type { CallOptions } from './call-options.js';

export interface EmployeeMethods {
  /**
   * Adds, changes and removes employees, in as many requests as the feed needs. **Writes** to the company of the pair,
   * which is a real one unless `baseUrl` says otherwise; with `dryRun` it writes nothing. Sending a feed twice leaves what
   * sending it once leaves, so failed requests are repeated.
   */
  updateEmployees(employees: readonly EmployeeInput[], options?: UpdateOptions): Promise<UpdateResult>;
  /**
   * Adds and changes members of a policy from a CSV, and gives the number of members after that. **Writes**.
   * @deprecated Expensify calls the job deprecated: use `updateEmployees`.
   */
  updateEmployeesCsv(policyID: string, csv: string, options?: CallOptions): Promise<number>;
}

export function employeeMethods(connection: Connection): EmployeeMethods {
  return {
    updateEmployees: (employees, updateOptions = {}) => sendEmployees(connection, employees, updateOptions),
    updateEmployeesCsv: async (policyID, csv, { signal } = {}) => {
      const job = { inputSettings: { policyID, fileType: 'csv' } };
      const { nbEmployees } = await runLazily(
        connection,
        async () => (await import('../../jobs/update-employees-csv/definition.js')).updateEmployeesCsv,
        { job, fields: { data: csv }, signal },
      );
      return nbEmployees;
    },
  };
}
