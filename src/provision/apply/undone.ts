import type { Client } from '../../client/create-client.js';
import type { Plan } from '../plan/plan.js';
import type { Journal } from './journal.js';
import { readPoliciesOf, stands } from './memberships.js';

/** A person who is not, or no longer, as a finished plan wanted. */
export interface Undone {
  readonly email: string;
  readonly policyID: string;
}

/** The parts of a finished plan that the members no longer show. People whom the service skipped are reported as skipped. */
export async function findUndone(
  { changes }: Plan,
  journal: Journal,
  client: Client,
  signal: AbortSignal | undefined,
): Promise<readonly Undone[]> {
  const requests = journal.runs().flatMap((run) => run.requests);
  const skipped = new Set(requests.flatMap(({ confirmed }) => confirmed?.skipped ?? []).map(({ email }) => email));
  const records = changes.flatMap((change) => change.records).filter(({ employeeEmail }) => !skipped.has(employeeEmail));
  const policies = await readPoliciesOf(client, records, signal);
  return records.filter((record) => !stands(record, policies)).map(({ employeeEmail, policyID }) => ({ email: employeeEmail, policyID }));
}
