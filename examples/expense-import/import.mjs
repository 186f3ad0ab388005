// Imports the expenses in a CSV file into a new report.
//
//   node import.mjs expenses.csv                                   checks the file and counts the expenses to send
//   node import.mjs expenses.csv --apply me@example.com POLICY_ID  creates a report and its expenses
//
// The service does not recognise duplicates, so the ids of sent expenses are saved in FILE.sent and skipped the next time.
// EXPENSIFY_URL is the service to use: point it to an emulator while you try things out.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createClient } from 'expensify-emulator/client';
import { readSource } from 'expensify-emulator/provision';

const { EXPENSIFY_URL, EXPENSIFY_PACE, EXPENSIFY_PARTNER_USER_ID, EXPENSIFY_PARTNER_USER_SECRET } = process.env;
const [file = 'expenses.csv', flag, employeeEmail = '', policyID = ''] = process.argv.slice(2);
const BATCH = 100;

if (flag === '--apply' && (employeeEmail === '' || policyID === '')) fail('Usage: node import.mjs FILE --apply EMAIL POLICY_ID');

/** `18.5` → 1850, without floating-point rounding errors. */
function toCents(text) {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  return whole === undefined ? Number.NaN : Number(`${sign}${whole}${part.padEnd(2, '0')}`);
}

const rows = read(file).map(({ values }, index) => {
  const { id, date, amount, ...texts } = Object.fromEntries(Array.from(values, ([key, text]) => [key, String(text).trim()]));
  const filled = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
  return { line: index + 2, expense: { externalID: id, created: date, amount: toCents(amount), ...filled } };
});

const problems = rows.flatMap(({ line, expense: { externalID, created, amount, merchant, currency } }) => [
  ...(externalID ? [] : [`line ${line}: id is missing`]),
  ...(/^\d{4}-\d{2}-\d{2}$/.test(created) ? [] : [`line ${line}: '${created}' is not a date such as 2026-01-31`]),
  ...(Number.isSafeInteger(amount) ? [] : [`line ${line}: the amount is not a number such as 18.50`]),
  ...(merchant ? [] : [`line ${line}: merchant is missing`]),
  ...(/^[A-Z]{3}$/.test(currency) ? [] : [`line ${line}: '${currency}' is not a currency such as USD`]),
]);
if (problems.length > 0) fail(problems.join('\n'));

const sentFile = `${file}.sent`;
const sent = new Set(existsSync(sentFile) ? readFileSync(sentFile, 'utf8').split('\n') : []);
const left = rows.map(({ expense }) => expense).filter(({ externalID }) => !sent.has(externalID));
console.log(`${left.length} of ${rows.length} expenses to send`);
if (flag === '--apply' && left.length > 0) await send().catch((error) => fail(error.message));

function fail(message) {
  console.error(message);
  process.exit(1);
}

function read(path) {
  try {
    return readSource(path).rows;
  } catch (error) {
    return fail(error.message);
  }
}

async function send() {
  const client = createClient({
    baseUrl: EXPENSIFY_URL ?? 'http://127.0.0.1:4310',
    credentials: { partnerUserID: EXPENSIFY_PARTNER_USER_ID ?? '', partnerUserSecret: EXPENSIFY_PARTNER_USER_SECRET ?? '' },
    // The service allows 5 requests in 10 s and 20 in a minute. An emulator accepts any pace.
    ...(EXPENSIFY_PACE === 'off' && { rateLimit: 'off' }),
    logger: console,
  });
  const report = { title: `Import of ${left[0].created}` };
  const { reportID, reportName } = await client.createReport({ employeeEmail, policyID, report, expenses: [] });
  console.log(`created the report ${reportID} (${reportName})`);
  for (let start = 0; start < left.length; start += BATCH) {
    const batch = left.slice(start, start + BATCH);
    const created = await client.createExpenses(
      employeeEmail,
      batch.map((expense) => ({ ...expense, reportID, policyID })),
    );
    appendFileSync(sentFile, batch.map(({ externalID }) => `${externalID}\n`).join(''));
    for (const { transactionID, merchant, amount, currency } of created) {
      console.log(`${transactionID} ${merchant}: ${(amount / 100).toFixed(2)} ${currency}`);
    }
  }
}
