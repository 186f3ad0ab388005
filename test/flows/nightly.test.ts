import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEMO } from '../../src/emulator/seeds/demo.js';
import { lintFlow } from '../../src/flows/index.js';
import { createTestEmulator } from '../support/emulator.js';
import { nightlyFlow } from './fixtures/nightly.js';
import { runFixture, sentEmployees } from './support/run-fixture.js';

const SEVEN = ['ed.engineer', 'eve.engineer', 'eli.engineer', 'sam.seller', 'sue.seller', 'sid.seller', 'ann.accountant'];

function folderOfTables(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'));
  const rows = SEVEN.map((login, index) => `${login}@acme.example,max.manager@acme.example,N${index},Sales`);
  writeFileSync(join(folder, 'People.csv'), ['Email,Manager,Employee ID,Cost centre', ...rows, ''].join('\n'));
  writeFileSync(join(folder, 'Policies.csv'), `Cost centre,Policy ID\nSales,${DEMO.mainPolicyID}\n`);
  return folder;
}

test('seven people are sent in one request, and the run is recorded in a table that is saved', async () => {
  const emulator = await createTestEmulator({ rateLimit: 'enforce' });
  const tables = folderOfTables();
  const result = await runFixture(nightlyFlow(), emulator, { flow: 'Nightly sync', tables });
  expect(result).toMatchObject({ status: 'finished', output: { Updated: 7 } });
  expect(result.requests).toHaveLength(1);
  expect(sentEmployees(result)).toHaveLength(7);
  expect(result.tables.Runs).toMatchObject([{ At: '2026-01-31T09:00:00.000Z', Updated: 7 }]);
  expect(readFileSync(join(tables, 'Runs.csv'), 'utf8')).toContain('2026-01-31T09:00:00.000Z,7');
});

test('a second run adds its rows after those of the first', async () => {
  const emulator = await createTestEmulator();
  const tables = folderOfTables();
  await runFixture(nightlyFlow(), emulator, { flow: 'Nightly sync', tables });
  const second = await runFixture(nightlyFlow(), emulator, { flow: 'Nightly sync', tables });
  expect(second.tables.Runs).toHaveLength(2);
});

test('the twin that sends one request per person is refused at the sixth, as the lint predicts', async () => {
  const emulator = await createTestEmulator({ rateLimit: 'enforce' });
  const twin = nightlyFlow({ isOneByOne: true });
  const result = await runFixture(twin, emulator, { flow: 'Nightly sync', tables: folderOfTables() });
  expect(result.error).toMatchObject({ code: 429, card: { title: 'Update employees' } });
  expect(result.requests).toHaveLength(6);
  expect(lintFlow(twin).map(({ code }) => code)).toContain('call-in-loop');
});
