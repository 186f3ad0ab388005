// One provisioning run in a separate process, to measure its memory. Prints times in ms and the peak in bytes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '../../dist/client/index.js';
import { apply, plan, readSource } from '../../dist/provision/index.js';

const [url, folder, count] = process.argv.slice(2);
const { partnerUserID, partnerUserSecret } = process.env;
const client = createClient({ baseUrl: url, credentials: { partnerUserID, partnerUserSecret }, rateLimit: 'off' });

const email = (index) => (index < 0 ? 'owner@acme.example' : `p${index}@acme.example`);
const people = (tag) => {
  const rows = Array.from({ length: Number(count) }, (_, index) =>
    [email(index), `P${index}`, email(Math.floor(index / 10) - 1), 'A1B2C3D4E5F60001', 'user', `${tag}${index % 7}`].join(','),
  );
  const file = join(folder, `people-${tag}.csv`);
  writeFileSync(file, ['employeeEmail,employeeID,managerEmail,policyID,role,customField2', ...rows, ''].join('\n'));
  return file;
};

async function timed(work) {
  const startedAt = performance.now();
  const result = await work();
  return { result, ms: performance.now() - startedAt };
}

const options = { allow: { removals: 1000 } };
const first = people('a');
const adding = await timed(() => plan(readSource(first), client, options));
const added = await timed(() => apply(adding.result, client));
const second = people('b');
const changing = await timed(() => plan(readSource(second), client, options));
const changed = await timed(() => apply(changing.result, client));
const rest = await plan(readSource(second), client, options);
if (changing.result.changes.length !== Number(count) || rest.changes.length !== 0) throw new Error('The plan was not applied.');
const { maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ plan: Math.max(adding.ms, changing.ms), apply: Math.max(added.ms, changed.ms), peak: maxRSS * 1024 }));
