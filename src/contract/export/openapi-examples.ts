import { definedJobs } from '../../jobs/catalogue.js';
import { jobMeant } from '../../protocol/variants.js';
import { isObject } from '../../util/is-object.js';
import { readJson } from '../../util/read-json.js';
import { codeOf, type ExportedInteraction } from './exchanges.js';
import type { JobSchemas } from './json-schemas.js';

/** An exchange as an example of a job. */
export interface Example {
  /** `get-policyList`: the name by which a mock server is told to return it. */
  readonly key: string;
  readonly summary: string;
  /** Undefined if the request is not a good example. */
  readonly form?: Readonly<Record<string, string>>;
  /** The form fields that contain JSON. */
  readonly jsonFields?: readonly string[];
  /** The form of the response: JSON, a string, or the bytes of a file. */
  readonly body: JobSchemas['body'];
  readonly answer: unknown;
}

/** The first success of each job, and one failure. */
export function openApiExamples(jobs: readonly JobSchemas[], exchanges: readonly ExportedInteraction[]): Example[] {
  const succeeded = jobs.flatMap(({ name, key, body, fields }) => {
    const found = exchanges.find((exchange) => jobNameOf(exchange) === name && isSuccess(exchange, body));
    return found === undefined ? [] : [{ ...toExample(key, found, body), form: found.sent, jsonFields: jsonFieldsOf(fields) }];
  });
  const failed = exchanges.find((exchange) => (codeOf(exchange) ?? 200) !== 200);
  return [...succeeded, ...(failed === undefined ? [] : [toExample('failure', failed)])];
}

function toExample(key: string, { description, response }: ExportedInteraction, body: Example['body'] = 'json'): Example {
  return { key, summary: description, body, answer: body === 'json' ? readJson(response.body) : response.body };
}

/** A job that does not return JSON has no responseCode. */
function isSuccess(exchange: ExportedInteraction, body: Example['body']): boolean {
  return body === 'json' ? codeOf(exchange) === 200 : exchange.response.status === 200 && codeOf(exchange) === undefined;
}

function jobNameOf({ sent }: ExportedInteraction): string | undefined {
  const job = readJson(sent.requestJobDescription ?? '');
  return isObject(job) ? jobMeant(definedJobs, job)?.name : undefined;
}

function jsonFieldsOf(fields: JobSchemas['fields']): string[] {
  return ['requestJobDescription', ...Object.entries(fields).flatMap(([name, { content }]) => (content === undefined ? [] : [name]))];
}
