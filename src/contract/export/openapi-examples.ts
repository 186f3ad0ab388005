import { definedJobs } from '../../jobs/catalogue.js';
import { jobMeant } from '../../protocol/variants.js';
import { isObject } from '../../util/is-object.js';
import { readJson } from '../../util/read-json.js';
import { codeOf, type ExportedInteraction } from './exchanges.js';
import type { JobSchemas } from './json-schemas.js';

/** An exchange as an example of a job. */
export interface Example {
  /** `get-policyList`: what a mock server is told to answer with. */
  readonly key: string;
  readonly summary: string;
  /** Absent where what was sent is no example to follow. */
  readonly form?: Readonly<Record<string, string>>;
  /** The fields of the form that hold JSON. */
  readonly jsonFields?: readonly string[];
  readonly answer: unknown;
}

/** The first success of each job, and one failure. */
export function openApiExamples(jobs: readonly JobSchemas[], exchanges: readonly ExportedInteraction[]): Example[] {
  const succeeded = jobs.flatMap(({ name, key, fields }) => {
    const found = exchanges.find((exchange) => jobNameOf(exchange) === name && codeOf(exchange) === 200);
    return found === undefined ? [] : [{ ...toExample(key, found), form: found.sent, jsonFields: jsonFieldsOf(fields) }];
  });
  const failed = exchanges.find((exchange) => (codeOf(exchange) ?? 200) !== 200);
  return [...succeeded, ...(failed === undefined ? [] : [toExample('failure', failed)])];
}

function toExample(key: string, { description, response }: ExportedInteraction): Example {
  return { key, summary: description, answer: readJson(response.body) };
}

function jobNameOf({ sent }: ExportedInteraction): string | undefined {
  const job = readJson(sent.requestJobDescription ?? '');
  return isObject(job) ? jobMeant(definedJobs, job)?.name : undefined;
}

function jsonFieldsOf(fields: JobSchemas['fields']): string[] {
  return ['requestJobDescription', ...Object.entries(fields).flatMap(([name, { content }]) => (content === undefined ? [] : [name]))];
}
