// Updates the members of Expensify policies to match an export of Okta users.
//
//   node sync.mjs users.json            previews the changes
//   node sync.mjs users.json --apply    applies them
//
// users.json is the response of `GET /api/v1/users`. EXPENSIFY_URL is the service to use: point it to an emulator while you try things out.
import { fileURLToPath } from 'node:url';
import { createClient } from 'expensify-emulator/client';
import { apply, fileReceipt, plan, readMapping, readSource, showProblem } from 'expensify-emulator/provision';

const { EXPENSIFY_URL, EXPENSIFY_PACE, EXPENSIFY_PARTNER_USER_ID, EXPENSIFY_PARTNER_USER_SECRET } = process.env;
const [file = 'users.json', flag] = process.argv.slice(2);

const client = createClient({
  baseUrl: EXPENSIFY_URL ?? 'http://127.0.0.1:4310',
  credentials: { partnerUserID: EXPENSIFY_PARTNER_USER_ID ?? '', partnerUserSecret: EXPENSIFY_PARTNER_USER_SECRET ?? '' },
  // The service allows 5 requests in 10 s and 20 in a minute; with an emulator, there is no need to wait.
  ...(EXPENSIFY_PACE === 'off' && { rateLimit: 'off' }),
  logger: console,
});

const mapping = readMapping(fileURLToPath(new URL('map.yaml', import.meta.url)));
const made = await plan(readSource(file), client, { mapping });

for (const problem of made.problems) console.error(showProblem(problem));
for (const { action, email } of made.changes) console.log(action, email);
if (made.problems.length > 0) process.exitCode = 1;
else if (flag === '--apply') {
  const { batches, skipped } = await apply(made, client, { receipt: fileReceipt(`${file}.receipt.jsonl`) });
  for (const { email, reason } of skipped) console.error(`skipped ${email}: ${reason}`);
  console.log(`${batches.length} requests, ${skipped.length} people skipped`);
}
