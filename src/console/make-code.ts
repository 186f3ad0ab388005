import { decodedJob } from '../emulator/journal/decoded-job.js';
import type { JournalEntry } from '../emulator/journal/journal.js';
import { isScimURL } from '../protocol/scim/operations.js';
import { isObject } from '../util/is-object.js';
import { readJson } from '../util/read-json.js';
import { REDACTED } from '../util/redact/redact.js';
import { ReplayError } from './replay-error.js';

/** JavaScript that sends the same request with fetch. The secret or token comes from the environment. */
export function fetchOf(entry: JournalEntry, endpoint: string): string {
  const { method, url, contentType, body, fields } = entry.request;
  const origin = new URL(endpoint || 'http://127.0.0.1:4310').origin;
  if (isScimURL(url)) {
    const headers = [
      "authorization: 'Bearer ' + process.env.SCIM_TOKEN",
      ...(contentType === undefined ? [] : [`'content-type': ${literal(contentType)}`]),
    ];
    return [
      `const response = await fetch(${literal(origin + url)}, {`,
      `  method: ${literal(method)},`,
      `  headers: { ${headers.join(', ')} },`,
      ...(body === '' ? [] : [`  body: ${literal(body)},`]),
      '});',
      'console.log(response.status, await response.text());',
      '',
    ].join('\n');
  }
  const entries = Object.entries(fields).map(([name, value]) => `    ${keyOf(name)}: ${codeOf(value)},`);
  return [
    `const response = await fetch(${literal(endpoint || `${origin}/Integration-Server/ExpensifyIntegrations`)}, {`,
    "  method: 'POST',",
    '  body: new URLSearchParams({',
    ...entries,
    '  }),',
    '});',
    'console.log(response.status, await response.text());',
    '',
  ].join('\n');
}

/** A vitest test that sends the job to an emulator of its own, and expects the same response code. Throws ReplayError. */
export function testOf(entry: JournalEntry): string {
  const job = decodedJob(entry);
  if (isScimURL(entry.request.url) || job === undefined || entry.responseCode === undefined)
    throw new ReplayError('Only a request with a job and a response code can become a test.');
  const { credentials: _, ...own } = job;
  const { requestJobDescription: _job, ...others } = entry.request.fields;
  const fields = Object.entries(others).map(([name, value]) => `    ${keyOf(name)}: ${codeOf(value)},`);
  return [
    "import { expect } from 'vitest';",
    "import { test } from 'expensify-emulator/vitest';",
    '',
    `test(${literal(`${entry.job ?? 'the job'} responds with ${entry.responseCode}`)}, async ({ emulator }) => {`,
    `  const job = ${indented(own, 2)};`,
    '  const body = new URLSearchParams({',
    '    requestJobDescription: JSON.stringify({ credentials: emulator.credentials, ...job }),',
    ...fields,
    '  });',
    "  const response = await fetch(emulator.endpoint, { method: 'POST', body });",
    `  expect(await response.json()).toMatchObject({ responseCode: ${entry.responseCode} });`,
    '});',
    '',
  ].join('\n');
}

/** JSON is easier to read and to change as an object. */
function codeOf(text: string): string {
  const value = readJson(text);
  return isObject(value) || Array.isArray(value) ? `JSON.stringify(${indented(value, 4)})` : withSecret(literal(text));
}

function indented(value: unknown, spaces: number): string {
  return withSecret(JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(spaces)}`));
}

/** The journal does not know the secret, and a program should not contain it. */
function withSecret(code: string): string {
  return code.replaceAll(JSON.stringify(REDACTED), 'process.env.EXPENSIFY_SECRET');
}

function keyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? name : `[${JSON.stringify(name)}]`;
}

function literal(text: string): string {
  return JSON.stringify(text);
}
