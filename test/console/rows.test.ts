import type { Express } from 'express';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
import { ROW_COLLECTIONS } from '../../src/emulator/seeds/read-row.js';
import type { Emulator } from '../../src/index.js';
import { createTestEmulator } from '../support/emulator.js';
import { MAIN } from '../support/people.js';
import { expectProblem } from '../support/problem.js';

let emulator: Emulator;
let app: Express;
beforeEach(async () => {
  emulator = await createTestEmulator();
  app = createConsoleApp(emulator);
});
afterEach(() => emulator.close());

const OPEN = 'R00EdTripBer';
const at = (path: string): string => `/_emulator/companies/acme/${path}`;
const get = (path: string) => request(app).get(at(path));
const put = (collection: string, document: unknown) => request(app).put(at(collection)).type('json').send(JSON.stringify(document));
const remove = (path: string) => request(app).delete(at(path));
const step = (key: string, body: object) =>
  request(app)
    .post(at(`reports/${key}/step`))
    .send(body);
const keysOf = async (path: string): Promise<string[]> => (await get(path)).body.rows.map(({ key }: { key: string }) => key);

const EXPENSE = { account: 'ed.engineer@acme.example', merchant: 'Taxi', amount: 950, created: '2026-01-30' };
const REPORT = { name: 'Trip', policyID: MAIN, account: 'sam.seller@acme.example', created: '2026-01-30 10:00:00' };
const FILE = {
  name: 'exportAB.html',
  account: 'owner@acme.example',
  contentType: 'text/html',
  created: '2026-01-31 08:00:00',
  expires: '2026-02-28 08:00:00',
  content: Buffer.from('<script>window.hacked = 1</script>').toString('base64'),
};

test.each([
  ['reports', 12],
  ['expenses', 40],
  ['domainCards', 2],
  ['expenseRules', 1],
  ['tagApprovers', 0],
  ['exportLabels', 0],
  ['files', 0],
])('%s are listed with their total', async (collection, total) => {
  const { body } = await get(collection);
  expect(body).toMatchObject({ total, rows: { length: total } });
});

test('a report is shown with its document and the facts computed from its expenses', async () => {
  const { body } = await get(`reports/${OPEN}`);
  expect(body).toEqual({
    key: OPEN,
    document: expect.objectContaining({ name: 'Trip to Berlin', account: 'ed.engineer@acme.example', status: 'Open' }),
    facts: {
      oldReportID: expect.stringMatching(/^\d+$/),
      policyName: 'Acme Headquarters',
      currency: 'USD',
      total: 25014,
      expenses: 3,
      exportLabels: 0,
      steps: ['submit', 'close'],
    },
  });
});

test('an expense is shown with its report and the amount that counts there', async () => {
  const { body } = await get(`expenses?reportID=${OPEN}&limit=1`);
  expect(body.total).toBe(3);
  expect(body.rows[0].facts).toEqual({
    reportName: 'Trip to Berlin',
    reportStatus: 'Open',
    converted: 9889,
    reportCurrency: 'USD',
  });
});

test('rows are returned in pages, in both orders', async () => {
  const all = await keysOf('reports');
  expect(await keysOf('reports?limit=5&offset=5')).toEqual(all.slice(5, 10));
  expect(await keysOf('reports?limit=5&offset=10')).toEqual(all.slice(10));
  expect(await keysOf('reports?limit=2&order=newest')).toEqual(all.toReversed().slice(0, 2));
  expect((await get('reports?offset=1000')).body).toEqual({ total: 12, rows: [] });
});

test('rows are filtered by any key of their document and by text', async () => {
  expect(await keysOf('reports?status=Open')).toEqual([OPEN, 'R00EliDeskJa']);
  expect(await keysOf('reports?text=BERLIN')).toEqual([OPEN]);
  expect((await get('expenses?reportID=')).body.total).toBe(5);
  expect((await get('expenses?cardID=5312342')).body.total).toBe(4);
  expect((await get(`expenses?cardID=5312342&reportID=R00SamExpoJa`)).body.total).toBe(2);
  expect((await get('expenses?reportID=&account=eve.engineer@acme.example&text=coffee')).body.total).toBe(1);
});

test.each([
  ['reports?statuss=Open', 400, "reports can't be filtered by 'statuss'. Did you mean 'status'?"],
  ['reports?limit=1001', 400, 'limit: must be at most 1000'],
  ['reports?limit=0', 400, 'limit'],
  ['reports?offset=-1', 400, 'offset'],
  ['reports?order=random', 400, 'order: must be oldest or newest'],
  ['reports?status=Open&status=Closed', 400, 'status'],
  ['report', 404, "Unknown collection 'report'. Did you mean 'reports'?"],
  ['credentials', 404, 'credentials'],
  ['__proto__', 404, '__proto__'],
  ['reports/R00Nowhere00', 404, 'Acme has no row R00Nowhere00 in reports.'],
  ['reports/__proto__', 404, '__proto__'],
  ['files/nothing.csv', 404, 'Acme has no file nothing.csv.'],
])('%s is refused', async (path, status, detail) => {
  expectProblem(await get(path), status, detail.replace(/[?.]/g, '\\$&'));
});

test('an unknown company returns 404 and the list of companies', async () => {
  expectProblem(await request(app).get('/_emulator/companies/nowhere/reports'), 404, 'Company nowhere not found. The companies are: acme.');
});

test("a company's response leaves out collections that have their own routes", async () => {
  const { body } = await request(app).get('/_emulator/companies/acme');
  expect(Object.keys(body)).toEqual(expect.arrayContaining(['policies', 'accounts', 'credentials']));
  for (const collection of ROW_COLLECTIONS) expect(body).not.toHaveProperty(collection);
});

test('an expense without an id is added with an unused id and the defaults of a seed', async () => {
  const [first, second] = [await put('expenses', EXPENSE), await put('expenses', EXPENSE)];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(first.body.document).toMatchObject({ ...EXPENSE, currency: 'USD', inserted: '2026-01-30 12:00:00', category: 'Uncategorized' });
  expect(second.body.key).not.toBe(first.body.key);
  expect((await get('expenses')).body.total).toBe(42);
});

test('two reports with the same name are different reports', async () => {
  const [first, second] = [await put('reports', REPORT), await put('reports', REPORT)];
  expect(first.body.key).toMatch(/^R[0-9A-Za-z]{11}$/);
  expect(second.body.key).not.toBe(first.body.key);
});

test('a row is replaced by a document with its id', async () => {
  const { document } = (await get(`reports/${OPEN}`)).body;
  const response = await put('reports', { ...document, name: 'Trip to Vienna' });
  expect(response.status).toBe(200);
  expect((await get(`reports/${OPEN}`)).body.document).toEqual({ ...document, name: 'Trip to Vienna' });
  expect((await get('reports')).body.total).toBe(12);
});

test('a person in a document gets an account if they have none', async () => {
  await put('expenses', { ...EXPENSE, account: 'Nina@acme.example' });
  expect(emulator.snapshot().companies[0]?.accounts.map(({ email }) => email)).toContain('nina@acme.example');
});

test.each([
  ['expenses', { ...EXPENSE, amuont: 1 }, "the document has an unknown key 'amuont'. Did you mean 'amount'?"],
  ['expenses', { ...EXPENSE, amount: 9.5 }, 'amount must be a whole number.'],
  ['expenses', { ...EXPENSE, created: '30.01.2026' }, 'created is not a date such as 2026-01-31.'],
  ['expenses', { ...EXPENSE, account: 'ed' }, 'account is not an email address.'],
  ['expenses', { ...EXPENSE, reportID: 'R00EdTripBex' }, "'R00EdTripBex' of expenses"],
  ['expenses', { ...EXPENSE, reportID: 'R00EdTripBex' }, "Did you mean 'R00EdTripBer'?"],
  ['expenses', { ...EXPENSE, cardID: 1 }, "cardID '1' of expenses"],
  ['reports', { name: 'x' }, 'policyID is missing.'],
  ['reports', { ...REPORT, policyID: 'A1' }, 'is not in policies'],
  ['reports', { ...REPORT, status: 'Opne' }, 'must be Open or Processing or Approved'],
  ['expenseRules', { policyID: 'A1', account: 'ed@acme.example', ruleID: 0 }, 'is not in policies'],
  ['tagApprovers', { policyID: 'A1', tag: 'Sales', approver: 'ed@acme.example' }, 'is not in policies'],
  ['exportLabels', { reportID: 'R00Nowhere00', label: 'NetSuite', exported: '2026-01-30 10:00:00' }, 'is not in reports'],
  ['expenses', [EXPENSE], 'the document must be an object'],
  ['expenses', null, 'the document must be an object'],
  ['expenses', 'text', 'the document must be an object'],
])('%s refuse %j, and nothing changes', async (collection, document, detail) => {
  const before = emulator.snapshot();
  expectProblem(await put(collection, document), 400, detail.replace(/[?.]/g, '\\$&'));
  expect(emulator.snapshot()).toEqual(before);
});

test('a report that has expenses or export labels cannot be deleted, and one without can', async () => {
  await put('exportLabels', { reportID: OPEN, label: 'NetSuite', exported: '2026-01-30 10:00:00' });
  expectProblem(
    await remove(`reports/${OPEN}`),
    409,
    /R00EdTripBer can't be deleted from reports: it is used by 3 expenses and 1 export label/,
  );
  for (const key of await keysOf(`expenses?reportID=${OPEN}`)) expect((await remove(`expenses/${key}`)).status).toBe(204);
  expect((await remove(`exportLabels/${encodeURIComponent(`${OPEN}/NetSuite`)}`)).status).toBe(204);
  expect((await remove(`reports/${OPEN}`)).status).toBe(204);
  expectProblem(await get(`reports/${OPEN}`), 404);
});

test('rows with a key of several parts are found and deleted by that key', async () => {
  await put('expenseRules', { policyID: MAIN, account: 'ed.engineer@acme.example', ruleID: 0, tag: 'Engineering' });
  await put('tagApprovers', { policyID: MAIN, tag: 'Sales', approver: 'mia.manager@acme.example' });
  const rule = encodeURIComponent(`${MAIN}/ed.engineer@acme.example/0`);
  const approver = encodeURIComponent(`${MAIN}/Sales`);
  expect((await get(`expenseRules/${rule}`)).body.document).toMatchObject({ tag: 'Engineering' });
  expect((await get(`tagApprovers/${approver}`)).body.document).toMatchObject({ approver: 'mia.manager@acme.example' });
  expect((await remove(`expenseRules/${rule}`)).status).toBe(204);
  expect((await remove(`tagApprovers/${approver}`)).status).toBe(204);
  expect([(await get('expenseRules')).body.total, (await get('tagApprovers')).body.total]).toEqual([1, 0]);
});

test("a card is found by its number, and can't be deleted while expenses refer to it", async () => {
  expect((await get('domainCards/5312342')).body.document).toMatchObject({ cardName: 'Sam Seller - 1979' });
  expectProblem(await remove('domainCards/5312342'), 409, /expenses/);
});

test("a report is submitted, approved and reimbursed, with dates and history from the emulator's clock", async () => {
  for (const name of ['submit', 'approve', 'reimburse']) {
    expect((await step(OPEN, { step: name })).status).toBe(204);
    emulator.clock.advance('PT1H');
  }
  const { document, facts } = (await get(`reports/${OPEN}`)).body;
  expect(document).toMatchObject({
    status: 'Reimbursed',
    submitted: '2026-01-31 09:00:00',
    approved: '2026-01-31 10:00:00',
    reimbursed: '2026-01-31 11:00:00',
    history: [
      { action: 'SUBMITTED', account: 'ed.engineer@acme.example', created: '2026-01-31 09:00:00', details: {} },
      { action: 'APPROVED', account: 'max.manager@acme.example', created: '2026-01-31 10:00:00', details: {} },
      { action: 'REIMBURSED', account: 'max.manager@acme.example', created: '2026-01-31 11:00:00', details: {} },
    ],
  });
  expect(facts.steps).toEqual([]);
});

test('a report without an approver goes to the person its owner submits to', async () => {
  const { key } = (await put('reports', REPORT)).body;
  await step(key, { step: 'submit' });
  expect((await get(`reports/${key}`)).body.document.manager).toBe('mia.manager@acme.example');
});

test('a step that the status does not allow is refused with the required status', async () => {
  expectProblem(await step(OPEN, { step: 'approve' }), 409, /Can't approve R00EdTripBer: it is Open, and only Processing reports/);
  expectProblem(await step(OPEN, { step: 'archive' }), 400, /must be submit or approve or reimburse or close/);
  expectProblem(await step('R00Nowhere00', { step: 'submit' }), 404, /R00Nowhere00/);
});

test('a report can be closed from any status', async () => {
  await step(OPEN, { step: 'close' });
  expect((await get(`reports/${OPEN}`)).body.document).toMatchObject({ status: 'Closed', history: [{ action: 'CLOSED' }] });
});

test('a file is listed with its size and always sent as an attachment', async () => {
  await put('files', FILE);
  const { content, ...shown } = FILE;
  const size = Buffer.from(content, 'base64').length;
  expect((await get('files')).body.rows).toEqual([
    { key: FILE.name, document: { ...shown, fileSystem: 'integrationServer', size }, facts: { isExpired: false } },
  ]);
  const { headers, body } = await get(`files/${FILE.name}`);
  expect(headers).toMatchObject({
    'content-disposition': 'attachment; filename=exportAB.html',
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
  });
  expect(Buffer.from(body).toString()).toContain('window.hacked');
  emulator.clock.set('2026-03-01T00:00:00Z');
  expect((await get('files')).body.rows[0].facts).toEqual({ isExpired: true });
});

test('a file name cannot break out of its header', async () => {
  const name = 'a"b\r\nx-evil: 1;é.csv';
  await put('files', { ...FILE, name });
  const { status, headers } = await get(`files/${encodeURIComponent(name)}`);
  expect(status).toBe(200);
  expect(headers).not.toHaveProperty('x-evil');
});

test('pages are notified of a manual change', async () => {
  let writes = 0;
  emulator.world.onWrite(() => writes++);
  await put('expenses', EXPENSE);
  await step(OPEN, { step: 'submit' });
  expect(writes).toBe(2);
});
