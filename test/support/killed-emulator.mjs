// An emulator that changes its state as fast as it can, until it is killed. Prints what it found at the start, then each confirmed change.
// Arguments: the state file, and the number of this run.
import { writeSync } from 'node:fs';
import { createEmulator } from '../../dist/index.js';

const [stateFile, run] = process.argv.slice(2);
const emulator = await createEmulator({ listen: false, stateFile, rateLimit: 'off', onProblem: (problem) => print({ problem }) });
const [company] = emulator.snapshot().companies;
print({
  found: company.accounts.flatMap(({ employeeID = '' }) => (employeeID.startsWith('K') ? [employeeID] : [])),
  faults: emulator.faults.list().length,
});

const policyID = emulator.policies[0].id;
for (let number = 0; ; number += 4) {
  await Promise.all([0, 1, 2, 3].map((of) => update(`K${run}-${number + of}`)));
  if (number % 20 === 0) emulator.faults.add({ preset: 'rate-limited', company: 'nobody' });
}

async function update(employeeID) {
  const requestJobDescription = JSON.stringify({
    type: 'update',
    dataSource: 'request',
    credentials: emulator.credentials,
    inputSettings: { type: 'employees', entity: 'generic' },
  });
  const email = `${employeeID.toLowerCase()}@acme.example`;
  const data = JSON.stringify({ Employees: [{ employeeEmail: email, managerEmail: email, employeeID, policyID }] });
  const body = new URLSearchParams({ requestJobDescription, data });
  const response = await emulator.fetch(emulator.endpoint, { method: 'POST', body });
  const { responseCode } = await response.json();
  if (responseCode === 200) print({ confirmed: employeeID });
}

/** At once, because the process may be killed at any moment. */
function print(line) {
  writeSync(1, `${JSON.stringify(line)}\n`);
}
