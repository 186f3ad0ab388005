import { expect, test } from 'vitest';
import { canSeeReport } from '../../../src/emulator/world/visible-reports.js';
import { createTestEmulator } from '../../support/emulator.js';
import { exportedText } from '../../support/exports.js';
import { at } from '../../support/people.js';
import { demoCompany } from '../../support/worlds.js';

const demo = demoCompany();
const REPORT = demo.reports.get('R00EveToolsD');

test.each([
  ['eve.engineer', 'whose report it is', true],
  ['max.manager', 'who approved it', true],
  ['owner', 'who is admin of its policy', true],
  ['ann.accountant', 'who is auditor of its policy', true],
  ['ed.engineer', 'who is a colleague', false],
  ['mia.manager', 'who is another manager', false],
])('%s, %s, can export a report: %j', (login, _why, expected) => {
  const account = demo.accounts.find('login', at(login));
  if (account === undefined || REPORT === undefined) throw new Error('not in the demo company');
  expect(canSeeReport(demo, account, REPORT)).toBe(expected);
});

test('a manager who approved a report can still export it after it went to another manager', () => {
  const mia = demo.accounts.find('login', at('mia.manager'));
  if (mia === undefined || REPORT === undefined) throw new Error('not in the demo company');
  const { accountID } = mia;
  const history = [{ action: 'APPROVED', accountID, created: '2026-01-01 00:00:00', details: {} }];
  expect(canSeeReport(demo, mia, { ...REPORT, history })).toBe(true);
  expect(canSeeReport(demo, mia, { ...REPORT, history: [{ ...history[0], action: 'REJECTED' } as (typeof history)[0]] })).toBe(false);
});

test('the header is printed once, and the reports are in the order they were added', async () => {
  await using emulator = await createTestEmulator();
  const template = `<#if addHeader>ID\n</#if><#list reports as r>\${r.reportID}\n</#list>`;
  expect(await exportedText(emulator, { template, settings: { limit: '2' } })).toBe('ID\nR00EdTripBer\nR00EliDeskJa\n');
});
