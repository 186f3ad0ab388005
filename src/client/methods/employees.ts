import type { EmployeeInput } from '../../jobs/update-employees/employee-record.js';
import type { Connection } from '../connection.js';
import { runLazily } from '../run-lazily.js';
import { sendEmployees, type UpdateOptions } from '../update-employees.js';
import type { UpdateResult } from '../update-result.js';
import type { CallOptions } from './call-options.js';

export interface EmployeeMethods {
  /**
   * Adds, updates and removes employees, in as many requests as the feed needs. **Writes** to the company of the credentials,
   * which is a real one unless you set `baseUrl`. With `dryRun` it writes nothing. Sending a feed twice has the same effect as
   * sending it once, so failed requests are repeated.
   */
  updateEmployees(employees: readonly EmployeeInput[], options?: UpdateOptions): Promise<UpdateResult>;
  /**
   * Adds and updates members of a policy from a CSV. Returns the number of members afterwards. **Writes**.
   * @deprecated Expensify has deprecated this job. Use `updateEmployees`.
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
