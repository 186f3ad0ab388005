import { Agent, request } from 'node:http';
import { createEmulator } from '../../dist/index.js';

export const PATH = '/Integration-Server/ExpensifyIntegrations';
export const HEADERS = { 'content-type': 'application/x-www-form-urlencoded' };
export const OWNER = 'owner@acme.example';
export const POLICY = 'A1B2C3D4E5F60001';

const demo = await createEmulator({ listen: false });
/** The first credentials of the demo world. */
export const { credentials } = demo;
await demo.close();

export function formOf(job, fields = {}) {
  return new URLSearchParams({ requestJobDescription: JSON.stringify(job), ...fields }).toString();
}

/** The form of `get policyList`. */
export function policyListBody(as = credentials) {
  return formOf({ type: 'get', credentials: as, inputSettings: { type: 'policyList' } });
}

/** More requests than the emulator knows again, so that it reads each of them. */
const DIFFERENT = 256;

/** The form of `get policyList`, spaced differently each time. */
export function policyListBodies() {
  const job = JSON.stringify({ type: 'get', credentials, inputSettings: { type: 'policyList' } });
  const spaced = (index) => job + index.toString(2).padStart(8, '0').replaceAll('0', ' ').replaceAll('1', '\n');
  return Array.from({ length: DIFFERENT }, (_, index) => new URLSearchParams({ requestJobDescription: spaced(index) }).toString());
}

/** The form of `update employees` with one record, which each of them changes. */
export function updateBodies() {
  return Array.from({ length: DIFFERENT }, (_, index) => updateBody(1, { cost: `CC-${100 + index}` }));
}

/** The form of `get policy` for the members of a policy. */
export function policyBody(as = credentials) {
  return formOf({ type: 'get', credentials: as, inputSettings: { type: 'policy', policyIDList: [POLICY], fields: ['employees'] } });
}

/** The form of `update employees` with `count` records, a tree of managers ten wide. Another `cost` makes each record a change. */
export function updateBody(count, { prefix = 'p', cost = 'CC-10', as = credentials } = {}) {
  const email = (index) => (index < 0 ? OWNER : `${prefix}${index}@acme.example`);
  const records = Array.from({ length: count }, (_, index) => ({
    employeeEmail: email(index),
    managerEmail: email(Math.floor(index / 10) - 1),
    employeeID: `${prefix}${index}`,
    policyID: POLICY,
    firstName: 'Pat',
    lastName: `Person ${index}`,
    customField2: cost,
  }));
  const job = { type: 'update', credentials: as, dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } };
  return formOf(job, { data: JSON.stringify({ Employees: records }) });
}

const agent = new Agent({ keepAlive: true });

/** Sends a form and reads the bytes of the response. It takes less time than `fetch`, so what is measured is mostly the server. */
export function exchange(url, body) {
  return new Promise((resolve, reject) => {
    const sent = request(url + PATH, { method: 'POST', agent, headers: { ...HEADERS, 'content-length': Buffer.byteLength(body) } });
    sent.on('error', reject).on('response', (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part)).on('error', reject);
      response.on('end', () => resolve(Buffer.concat(parts)));
    });
    sent.end(body);
  });
}

export async function post(url, body) {
  const response = await fetch(url + PATH, { method: 'POST', headers: HEADERS, body });
  return response.text();
}
