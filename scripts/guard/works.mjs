import { createEmulator } from '../../dist/index.js';

const URL_PATH = '/Integration-Server/ExpensifyIntegrations';
const HEADERS = { host: '127.0.0.1', 'content-type': 'application/x-www-form-urlencoded' };

/** The work that is counted. `weight` is how many times the work of one request it is, so that heavier work is repeated less. */
export async function createWorks() {
  const emulator = await createEmulator({ listen: false });
  const policyList = formOf({ type: 'get', credentials: emulator.credentials, inputSettings: { type: 'policyList' } });
  // Each sends a change, as the records differ from the ones before.
  const update = [0, 1].map((turn) => updateOf(emulator.credentials, 1, turn));
  const feed = [0, 1].map((turn) => updateOf(emulator.credentials, 1000, turn));
  const handle = async (body) => {
    const { status } = await emulator.handle({ method: 'POST', url: URL_PATH, headers: HEADERS, body });
    if (status !== 200) throw new Error(`The emulator responded with ${status}.`);
  };
  return {
    policyList: { weight: 1, run: () => handle(policyList) },
    update: { weight: 1, run: (index) => handle(update[index % 2]) },
    fetch: {
      weight: 1,
      run: async () => (await emulator.fetch(emulator.endpoint, { method: 'POST', headers: HEADERS, body: policyList })).text(),
    },
    feed: { weight: 100, run: (index) => handle(feed[index % 2]) },
    reset: { weight: 0.3, run: async () => emulator.reset() },
    create: { weight: 1, run: async () => (await createEmulator({ listen: false })).close() },
  };
}

function updateOf(credentials, count, turn) {
  const records = Array.from({ length: count }, (_, index) => ({
    employeeEmail: `guarded${index}@acme.example`,
    managerEmail: 'owner@acme.example',
    employeeID: `guarded${index}`,
    policyID: 'A1B2C3D4E5F60001',
    firstName: 'Pat',
    lastName: `Person ${index}`,
    customField2: `CC-${turn}`,
  }));
  const job = { type: 'update', credentials, dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } };
  return formOf(job, { data: JSON.stringify({ Employees: records }) });
}

function formOf(job, fields = {}) {
  return new TextEncoder().encode(new URLSearchParams({ requestJobDescription: JSON.stringify(job), ...fields }).toString());
}
