import { setTimeout as sleep } from 'node:timers/promises';
import { MAIN, MAX } from './people.js';
import { type Program, type Ready, startProgram } from './program.js';

/** An emulator in its own process, on a state that others use too. */
export interface SharedEmulator extends Ready {
  readonly program: Program;
}

export async function startShared(state: string, args: readonly string[] = []): Promise<SharedEmulator> {
  const program = startProgram(['--state', state, '--rate-limit', 'off', '--log', 'none', ...args]);
  return { ...(await program.ready()), program };
}

/** A status of 0 is a connection that broke. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly json: Record<string, any>;
}

export type Credentials = Ready['credentials'];

/** No request may take longer, whatever happens to processes and database. */
const LIMIT_MS = 45_000;

export async function send(
  { endpoint }: Pick<Ready, 'endpoint'>,
  credentials: Credentials,
  job: object,
  fields: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const body = new URLSearchParams({ requestJobDescription: JSON.stringify({ ...job, credentials }), ...fields });
  return ask(endpoint, { method: 'POST', body });
}

export async function ask(url: string, init: RequestInit = {}): Promise<Reply> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(LIMIT_MS) });
    const text = await response.text();
    return { status: response.status, body: text, json: readJson(text) };
  } catch {
    return { status: 0, body: '', json: {} };
  }
}

function readJson(text: string): Record<string, any> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Writes a value to a person of the main policy. */
export function write(to: Pick<Ready, 'endpoint'>, credentials: Credentials, person: string, value: string, policyID = MAIN, dry = false) {
  const job = {
    type: 'update',
    dataSource: 'request',
    inputSettings: { type: 'employees', entity: 'generic' },
    ...(dry && { 'dry-run': true }),
  };
  const record = { employeeEmail: `${person}@acme.example`, managerEmail: MAX, employeeID: person, policyID, customField1: value };
  return send(to, credentials, job, { data: JSON.stringify({ Employees: [record] }) });
}

/** The values of all people of the main policy. Undefined if the request failed. */
export async function read(
  from: Pick<Ready, 'endpoint'>,
  credentials: Credentials,
  policyID = MAIN,
): Promise<ReadonlyMap<string, string> | undefined> {
  const job = { type: 'get', inputSettings: { type: 'policy', policyIDList: [policyID], fields: ['employees'] } };
  const { json } = await send(from, credentials, job);
  if (json.responseCode !== 200) return undefined;
  const members: { email: string; customField1?: string }[] = json.policyInfo[policyID].employees;
  return new Map(members.map(({ email, customField1 = '' }) => [email.split('@')[0] ?? '', customField1]));
}

/** Tries until it is true. */
export async function until(what: string, isTrue: () => Promise<boolean>, limitMs = 30_000): Promise<void> {
  for (const start = performance.now(); ; ) {
    if (await isTrue()) return;
    if (performance.now() - start > limitMs) throw new Error(`never: ${what}`);
    await sleep(50);
  }
}
