import type { Client } from '../../client/create-client.js';
import type { UpdateResult } from '../../client/update-result.js';
import { UserError } from '../../util/user-error.js';
import { addressKey } from '../plan/addresses.js';
import type { Batch } from './batches.js';
import type { Memberships } from './people-lists.js';

/** The dry run's result differs from the plan. Nothing was sent. */
export class DryRunMismatchError extends UserError {
  override readonly name = 'DryRunMismatchError';

  constructor(readonly differences: readonly string[]) {
    const shown = differences.slice(0, MAX_SHOWN).map((difference) => `\n  - ${difference}`);
    const more = differences.length > MAX_SHOWN ? `\n  - and ${differences.length - MAX_SHOWN} more` : '';
    super(`Nothing was sent: the dry run doesn't match the plan.${shown.join('')}${more}`);
  }

  override get exitCode(): number {
    return 1;
  }
}

const MAX_SHOWN = 20;

/** Does a dry run of the requests and compares the results with the plan. Changes nothing. */
export async function compareDryRun(
  planned: (batch: Batch) => Memberships,
  batches: readonly Batch[],
  send: (batch: Batch) => ReturnType<Client['updateEmployees']>,
): Promise<string[]> {
  const differences: string[] = [];
  const results: UpdateResult[] = [];
  for (const batch of batches) {
    const result = await send(batch);
    results.push(result);
    const people = new Set(batch.map(({ employeeEmail }) => employeeEmail)).size - countSkipped(result);
    if (result.updatedEmployeesCount !== people) {
      differences.push(`a request with ${people} people would update ${result.updatedEmployeesCount}`);
    }
  }
  const skipped = results
    .flatMap((result) => result.skipped)
    .map(({ email, reason }) => `${email || 'a record'} would be skipped: ${reason}`);
  const expected = batches.map(planned);
  return [
    ...skipped,
    ...differences,
    ...compareLists(collect(expected, 'added'), collect(results, 'added'), 'added to'),
    ...compareLists(collect(expected, 'removed'), collect(results, 'removed'), 'removed from'),
  ];
}

function countSkipped({ skipped }: UpdateResult): number {
  return new Set(skipped.map(({ email }) => email)).size;
}

/** Memberships as keys of the form `address policy`, which also begin the sentences. */
function collect(all: readonly Memberships[], key: keyof Memberships): Set<string> {
  const entries = all.flatMap((one) => Object.entries(one[key]));
  return new Set(entries.flatMap(([policyID, emails]) => emails.map((email) => `${addressKey(email)} ${policyID}`)));
}

function compareLists(planned: ReadonlySet<string>, answered: ReadonlySet<string>, verb: string): string[] {
  const say = (key: string, rest: string): string => `${key.replace(' ', ` would ${rest} ${verb} `)}`;
  return [
    ...[...planned].filter((key) => !answered.has(key)).map((key) => say(key, 'not be')),
    ...[...answered].filter((key) => !planned.has(key)).map((key) => say(key, 'also be')),
  ];
}
