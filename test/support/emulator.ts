import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/index.js';

/** An emulator without ports and with a frozen clock: fast and deterministic. */
export function createTestEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  return createEmulator({ listen: false, clock: '2026-01-31T09:00:00Z', rateLimit: 'off', ...options });
}

/** A response of the Integration Server. Every key is optional. */
export type Answer = Record<string, any>;

/** Sends a job as a well-encoded form with the emulator's own credentials, and reads the response. */
export async function sendJob(emulator: Emulator, job: object, fields: Record<string, unknown> = {}): Promise<Answer> {
  const form = new URLSearchParams({ requestJobDescription: JSON.stringify({ credentials: emulator.credentials, ...job }) });
  for (const [name, value] of Object.entries(fields)) form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  const response = await emulator.fetch(emulator.endpoint, { method: 'POST', body: form });
  return (await response.json()) as Answer;
}

/** `update employees` with the feed in the form field `data`. */
export function updateEmployees(emulator: Emulator, employees: unknown, options: object = {}): Promise<Answer> {
  const job = { type: 'update', dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' }, ...options };
  return sendJob(emulator, job, { data: { Employees: employees } });
}

/** The members of a policy as `get policy` lists them. */
export async function readEmployees(emulator: Emulator, policyID: string): Promise<Answer[]> {
  const answer = await sendJob(emulator, {
    type: 'get',
    inputSettings: { type: 'policy', policyIDList: [policyID], fields: ['employees'] },
  });
  return answer.policyInfo[policyID].employees;
}
