import { fork } from 'node:child_process';
import { join } from 'node:path';
import { createEmulator } from '../dist/index.js';

export const PATH = '/Integration-Server/ExpensifyIntegrations';
export const HEADERS = { 'content-type': 'application/x-www-form-urlencoded' };

export const { credentials } = await createEmulator({ listen: false });

/** The form of `get policyList`. */
export function policyListBody() {
  return new URLSearchParams({
    requestJobDescription: JSON.stringify({ type: 'get', credentials, inputSettings: { type: 'policyList' } }),
  }).toString();
}

/** The form of `update employees` with `count` records, a tree of managers ten wide. */
export function updateBody(count, prefix = 'p') {
  const email = (index) => (index < 0 ? 'owner@acme.example' : `${prefix}${index}@acme.example`);
  const records = Array.from({ length: count }, (_, index) => ({
    employeeEmail: email(index),
    managerEmail: email(Math.floor(index / 10) - 1),
    employeeID: `${prefix}${index}`,
    policyID: 'A1B2C3D4E5F60001',
    firstName: 'Pat',
    lastName: `Person ${index}`,
    customField2: 'CC-10',
  }));
  const job = { type: 'update', credentials, dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } };
  return new URLSearchParams({ requestJobDescription: JSON.stringify(job), data: JSON.stringify({ Employees: records }) }).toString();
}

/** Starts one of the servers; `memory()` is its resident size in bytes after a collection. */
export async function startServer(kind, answerFile) {
  const child = fork(join(import.meta.dirname, 'servers.mjs'), [kind, ...(answerFile === undefined ? [] : [answerFile])], {
    execArgv: ['--expose-gc'],
  });
  const message = () => new Promise((resolve) => child.once('message', resolve));
  const { url } = await message();
  return {
    url,
    memory: async () => {
      child.send('memory');
      return (await message()).rss;
    },
    stop: () => child.kill(),
  };
}

export function median(numbers) {
  return [...numbers].sort((left, right) => left - right)[Math.floor(numbers.length / 2)];
}
