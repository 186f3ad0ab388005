import { stringify } from 'yaml';
import { isObject } from '../../util/is-object.js';
import { REDACTED } from '../../util/redact/redact.js';
import { isSecretName } from '../../util/redact/secret-names.js';
import { looksLikeToken } from '../engine/known-secrets.js';
import type { FlowResult } from '../engine/result.js';
import { isMatcher, patternOf } from './matcher-syntax.js';
import { type SeenRequest, toSeenRequest } from './seen.js';

/** The arguments of a run, as in a cases file: paths relative to that file. */
export interface FirstRun {
  readonly flow: string;
  readonly flowName?: string | undefined;
  readonly users?: string | undefined;
  readonly stubs?: string | undefined;
  readonly tables?: string | undefined;
  readonly seed?: string | undefined;
  readonly clock: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly semantics: Readonly<Record<string, unknown>>;
  readonly input: Readonly<Record<string, unknown>>;
  readonly event?: string | undefined;
}

/** Replaces secrets in the file. */
const PLACEHOLDER = 'REPLACE_ME';
/** For longer lists only the length is expected, and for longer texts only that they exist. */
const MAX_ITEMS = 20;
const MAX_TEXT = 500;
const MAX_REQUESTS = 50;

/**
 * Creates a cases file from one run: the run's arguments, and its results as expectations. Secrets are left out;
 * unless one of them matters, the file passes unchanged.
 */
export function firstCases(result: FlowResult, run: FirstRun): string {
  const { status, error, message, output, requests, mail } = result;
  const { input, event, flow, flowName, users, stubs, tables, seed, clock, set, semantics } = run;
  const expect = without({
    status,
    error: error && without({ message: expected(error.message), code: error.code, card: error.card?.title }),
    message: message === undefined ? undefined : expected(message),
    output: Object.keys(output).length === 0 ? undefined : expected(output),
    requests: requests.length > MAX_REQUESTS ? requests.length : requests.map((request) => requestOf(toSeenRequest(request))),
    emails: mail.length === 0 || mail.length > MAX_ITEMS ? mail.length : mail.map(({ to, subject }) => expected({ to, subject })),
  });
  const content = without({
    flow,
    flowName,
    users,
    stubs,
    tables,
    seed,
    clock,
    set: Object.keys(set).length === 0 ? undefined : withoutSecrets(set),
    semantics: Object.keys(semantics).length === 0 ? undefined : semantics,
    cases: [
      without({
        name: `${result.flow}: ${status}`,
        input: Object.keys(input).length === 0 ? undefined : withoutSecrets(input),
        event,
        expect,
      }),
    ],
  });
  const text = stringify(content, { lineWidth: 0 });
  return `${HEAD}${text.includes(PLACEHOLDER) ? ABOUT_SECRETS : ''}${text}`;
}

/**
 * The arguments of a run without the secrets it found, whatever their names: a value may have become part of a password on the way.
 * @example await withoutKnownSecrets({ 'Settings.Word': 'hunter2' }, redact) // { 'Settings.Word': 'REPLACE_ME' }
 */
export async function withoutKnownSecrets(
  values: Readonly<Record<string, unknown>>,
  redact: (text: string) => Promise<string>,
): Promise<Record<string, unknown>> {
  const entries = Object.entries(values).map(async ([name, value]): Promise<[string, unknown]> => {
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
    return [name, (await redact(text)) === text ? value : PLACEHOLDER];
  });
  return Object.fromEntries(await Promise.all(entries));
}

const HEAD = `# yaml-language-server: $schema=./node_modules/expensify-emulator/schemas/flow-cases.schema.json
# Created from one run. Keep what matters, remove the rest, and add cases: an unknown user, a refusal, an empty list.
# Run it with: npx expensify-emulator flow test THIS_FILE
`;
const ABOUT_SECRETS = `# ${PLACEHOLDER} stands for a secret. Use a made-up value; nothing leaves this machine.
`;

/** The meaningful parts of a request. */
function requestOf({ card, method, host, path, job, data, form, status, responseCode }: SeenRequest): unknown {
  const others = Object.entries(form).filter(([name]) => name !== 'requestJobDescription' && name !== 'data');
  return without({
    card,
    method,
    host,
    path,
    job: isObject(job) ? expected(withoutCredentials(job)) : undefined,
    data: data === undefined ? undefined : expected(data),
    form: others.length === 0 ? undefined : expected(Object.fromEntries(others)),
    status,
    responseCode,
  });
}

/** Keys that belong to the emulator, not to the flow. */
function withoutCredentials({ credentials: _credentials, ...job }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return job;
}

function withoutSecrets(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isSecretName(name) || looksLikeToken(value) ? PLACEHOLDER : value]),
  );
}

/** An expectation that matches a value. */
function expected(value: unknown): unknown {
  if (typeof value === 'string') {
    if (value.includes(REDACTED) || value.length > MAX_TEXT) return '$any';
    return isSyntax(value) ? { $equals: value } : value;
  }
  if (Array.isArray(value)) return value.length > MAX_ITEMS ? { $length: value.length } : value.map(expected);
  if (!isObject(value)) return value;
  if (isMatcher(value) || Object.keys(value).some((key) => key.startsWith('$'))) return { $equals: value };
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, expected(held)]));
}

/** True for text that looks like a matcher. */
function isSyntax(text: string): boolean {
  try {
    return /^\$[A-Za-z]+$/.test(text) || patternOf(text) !== undefined;
  } catch {
    return true;
  }
}

function without(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
