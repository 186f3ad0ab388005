// Removes the people in a CSV file from every policy that the account administers.
//
//   node offboard.mjs leavers.csv            a dry run
//   node offboard.mjs leavers.csv --apply    removes them
//
// The CSV file needs a column `email`. EXPENSIFY_URL is the service to use: point it to an emulator while you try things out.
import { createClient } from 'expensify-emulator/client';
import { readSource } from 'expensify-emulator/provision';

const { EXPENSIFY_URL, EXPENSIFY_PACE, EXPENSIFY_PARTNER_USER_ID, EXPENSIFY_PARTNER_USER_SECRET } = process.env;
const [file = 'leavers.csv', flag] = process.argv.slice(2);

const client = createClient({
  baseUrl: EXPENSIFY_URL ?? 'http://127.0.0.1:4310',
  credentials: { partnerUserID: EXPENSIFY_PARTNER_USER_ID ?? '', partnerUserSecret: EXPENSIFY_PARTNER_USER_SECRET ?? '' },
  // The service allows 5 requests in 10 s and 20 in a minute; with an emulator, there is no need to wait.
  ...(EXPENSIFY_PACE === 'off' && { rateLimit: 'off' }),
  logger: console,
});

const leaving = new Set(readSource(file).rows.map(({ values }) => String(values.get('email')).trim().toLowerCase()));
const administered = await client.listPolicies({ adminOnly: true });
const policies = await client.getPolicies(
  administered.map(({ id }) => id),
  { fields: ['employees'] },
);

const records = Object.entries(policies).flatMap(([policyID, { employees }]) =>
  employees
    .filter(({ email }) => leaving.has(email.toLowerCase()))
    .map(({ email, employeeID }) => ({ employeeEmail: email, employeeID: employeeID ?? email, policyID, isTerminated: true })),
);

const absent = [...leaving].filter((email) => !records.some(({ employeeEmail }) => employeeEmail.toLowerCase() === email));
for (const email of absent) console.log(`${email} is not a member of any policy`);
const { isDryRun, removed, skipped } = await client.updateEmployees(records, { dryRun: flag !== '--apply' });
for (const [policyID, emails] of Object.entries(removed)) {
  for (const email of emails) console.log(`${isDryRun ? 'would be removed' : 'removed'} from ${policyID}: ${email}`);
}
for (const { email, reason } of skipped) console.error(`skipped ${email}: ${reason}`);
process.exitCode = skipped.length > 0 ? 1 : 0;
