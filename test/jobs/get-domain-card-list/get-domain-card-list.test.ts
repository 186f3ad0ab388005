import { expect, test } from 'vitest';
import { type Answer, createTestEmulator, sendJob } from '../../support/emulator.js';
import { MAX } from '../../support/people.js';

const job = (settings: object = { domain: 'acme.example' }) => ({ type: 'get', inputSettings: { type: 'domainCardList', ...settings } });

test('returns a card with the keys of the reference, in order', async () => {
  await using emulator = await createTestEmulator();
  const { domainCardList, responseCode } = await sendJob(emulator, job());
  expect(responseCode).toBe(200);
  expect(domainCardList).toHaveLength(2);
  for (const card of domainCardList) expect(Object.keys(card)).toEqual(Object.keys(card).toSorted());
  expect(domainCardList[0]).toEqual({
    bank: 'citibank.com',
    cardID: 5312342,
    cardName: 'Sam Seller - 1979',
    cardNumber: '1234XXXXXXXX1979',
    created: '2025-03-01 10:00:00',
    email: 'sam.seller@acme.example',
    externalEmployeeID: 'E121',
    lastImport: '2026-01-30 23:45:01',
    lastImportResult: 200,
    reimbursable: false,
    scrapeMinDate: '',
  });
});

test.each(['acme.example', 'ACME.Example'])('the domain %s has cards', async (domain) => {
  await using emulator = await createTestEmulator();
  expect((await sendJob(emulator, job({ domain }))).domainCardList).toHaveLength(2);
});

test('only a domain admin can list cards', async () => {
  await using emulator = await createTestEmulator();
  const credentials = emulator.directory.createCredential(MAX);
  expect(await sendJob(emulator, { ...job(), credentials })).toEqual({
    responseMessage: "You must be a domain admin of 'acme.example' to list its cards",
    responseCode: 403,
  });
});

test.each([undefined, null, '', 'acme', '.example', 'acme.', 'a b.example', 'x@acme.example', 'https://acme.example', 5, ['acme.example']])(
  'the domain %j is missing or malformed',
  async (domain) => {
    await using emulator = await createTestEmulator();
    expect(await sendJob(emulator, job({ domain }))).toEqual({ responseMessage: 'Domain name is missing or malformed', responseCode: 410 });
  },
);

test('suggests domain for domainName, which a client sends', async () => {
  await using emulator = await createTestEmulator();
  await sendJob(emulator, job({ domainName: 'acme.example' }));
  expect(emulator.advisories().map(({ message }) => message)).toEqual([
    'Ignored an unknown key: inputSettings.domainName (did you mean domain?).',
  ] satisfies Answer[keyof Answer]);
});
