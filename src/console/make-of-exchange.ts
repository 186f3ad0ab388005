import { stringify } from 'yaml';
import { decodedJob } from '../emulator/journal/decoded-job.js';
import type { JournalEntry } from '../emulator/journal/journal.js';
import { isObject } from '../util/is-object.js';
import { readJson } from '../util/read-json.js';

/** A curl line that sends the same bytes to this emulator; the secret is what the entry holds in its place. */
export function curlOf({ request }: JournalEntry, endpoint: string): string {
  const { method, url, contentType, body } = request;
  const target = targetOf(url, new URL(endpoint || 'http://127.0.0.1:4310').origin);
  const parts = [
    // curl takes brackets and braces in a URL for a list of URLs.
    `curl -s${/[[\]{}]/.test(target) ? 'g' : ''} ${quoted(target)}`,
    ...(method === 'POST' ? [] : [`-X ${quoted(method)}`]),
    ...(contentType === undefined ? [] : [`-H ${quoted(`content-type: ${contentType}`)}`]),
    // Unlike --data-binary, it reads no file when the body begins with an @.
    ...(body === '' ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return `${parts.join(' \\\n  ')}\n`;
}

/** A request line may hold a whole URL, or `//host/path`, and the line must not send a secret there. */
function targetOf(url: string, origin: string): string {
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  return new URL(`${origin}${path.startsWith('/') ? '' : '/'}${path}`).href;
}

/** For a shell: everything stands for itself in single quotes, but the quote. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** An entry for contracts/ as YAML: the request as it was decoded, the answer as it was given. */
export function interactionOf(entry: JournalEntry): string {
  const { request, response, answer = 'wire/unknown', evidence = 'assumed', at } = entry;
  const { requestJobDescription: _, ...fields } = request.fields;
  const interaction = {
    id: `recorded-${entry.id}`,
    description: `What exchange ${entry.id} was answered`,
    exercises: [answer],
    evidence,
    source: `recorded from the emulator on ${at.slice(0, 10)}`,
    when: {
      ...(request.method === 'POST' ? {} : { method: request.method }),
      ...(entry.request.fields.requestJobDescription !== undefined && { job: withoutPair(entry) }),
      ...(Object.keys(fields).length > 0 && { fields: readAll(fields) }),
    },
    then: { ...(response.status === 200 ? {} : { status: response.status }), ...answerOf(response.body) },
  };
  return stringify({ interactions: [interaction] }, { lineWidth: 120 });
}

/** The suite puts in a pair of the target's own. */
function withoutPair(entry: JournalEntry): unknown {
  const job = decodedJob(entry);
  if (job === undefined) return entry.request.fields.requestJobDescription;
  const { credentials, ...rest } = job;
  if (!isObject(credentials)) return job;
  const { partnerUserID: _id, partnerUserSecret: _secret, ...others } = credentials;
  return Object.keys(others).length > 0 ? { ...rest, credentials: others } : rest;
}

function readAll(fields: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, readJson(text) ?? text]));
}

function answerOf(body: string): { body: unknown } | { text: string } {
  const json = readJson(body);
  return json === undefined ? { text: body } : { body: json };
}

/** A fault that gives the same answer to the same job, once: for POST faults. */
export function stubOf({ job, response }: JournalEntry): object {
  const { status, body, contentType } = response;
  return { ...(job !== undefined && { job }), times: 1, status, body, ...(contentType !== '' && { contentType }) };
}
