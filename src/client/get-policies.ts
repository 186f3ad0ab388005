import { getPolicy, type PolicyField } from '../jobs/get-policy/definition.js';
import { shownURL } from '../util/redact/shown-url.js';
import type { Connection } from './connection.js';
import { MalformedAnswerError } from './errors.js';
import type { JobAnswer } from './open-schema.js';
import { runJob } from './run-job.js';

type PolicyInfo = JobAnswer<typeof getPolicy>['policyInfo'][string];

/** Only the requested sections of a policy. */
export type PolicySections<Field extends PolicyField> = { [Key in Field]-?: NonNullable<PolicyInfo[Key]> };

/** Implements the client's `getPolicies`. Throws MalformedAnswerError if the response lacks a requested policy or section. */
export async function readPolicies<Field extends PolicyField>(
  connection: Connection,
  ids: readonly string[],
  fields: readonly Field[],
  { userEmail, signal }: { readonly userEmail?: string | undefined; readonly signal?: AbortSignal | undefined },
): Promise<Record<string, PolicySections<Field>>> {
  const job = { inputSettings: { policyIDList: ids, fields, userEmail } };
  const { policyInfo } = await runJob(connection, getPolicy, { job, signal });
  const policies = new Map<string, PolicySections<Field>>();
  for (const id of ids) {
    const info = Object.hasOwn(policyInfo, id) ? policyInfo[id] : undefined;
    if (info === undefined) throw incomplete(connection, `policy ${id}`);
    if (!hasSections(info, fields)) {
      const missing = fields.filter((field) => info[field] === undefined);
      throw incomplete(connection, `section ${missing.join(', ')} of policy ${id}`);
    }
    policies.set(id, info);
  }
  return Object.fromEntries(policies);
}

function hasSections<Field extends PolicyField>(info: PolicyInfo, fields: readonly Field[]): info is PolicyInfo & PolicySections<Field> {
  return fields.every((field) => info[field] !== undefined);
}

function incomplete({ url }: Connection, missing: string): MalformedAnswerError {
  return new MalformedAnswerError(`${getPolicy.name} failed at ${shownURL(url)}: the response has no ${missing}`, {
    job: getPolicy.name,
    attempts: 1,
  });
}
