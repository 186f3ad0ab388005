import { expect, test } from 'vitest';
import { exportModel } from '../../../src/emulator/exports/export-model.js';
import type { Absent } from '../../../src/emulator/exports/model-view.js';
import { policyCodesOf, tagGlCode, tagLevelNames } from '../../../src/emulator/exports/policy-codes.js';
import { expenseShape } from '../../../src/emulator/exports/report/expense-shape.js';
import { reportShape } from '../../../src/emulator/exports/report/report-shape.js';
import { DEMO_REPORTS } from '../../../src/emulator/seeds/demo-reports.js';
import { render } from '../../../src/emulator/templates/index.js';
import type { Company } from '../../../src/emulator/world/company.js';
import { demoCompany, smallCompany } from '../../support/worlds.js';

const demo = demoCompany();

/** The output of a template for one report of the demo company, or the message of its error. */
async function print(
  expression: string,
  reportID: string = DEMO_REPORTS.approved,
  company: Company = demo,
  absent?: Absent,
): Promise<string> {
  const report = company.reports.get(reportID);
  if (report === undefined) throw new Error(`no report ${reportID}`);
  const template = `<#list reports as report><#assign expense = report.transactionList[0]>\${${expression}}</#list>`;
  const { output, errors } = await render(template, exportModel(company, [report], { absent }));
  return [output, ...errors.map(({ message }) => message)].join('');
}

test.each([
  ['reportID', 'R00EveToolsD'],
  ['oldReportID', '3259792838935117'],
  ['reportName', 'Tools "December"'],
  ['status', 'Approved'],
  ['total', '25335'],
  ['currency', 'USD'],
  ['policyName', 'Acme Headquarters'],
  ['policyID', 'A1B2C3D4E5F60001'],
  ['created', '2025-12-08 08:15:00'],
  ['submitted', '2025-12-20 12:00:00'],
  ['approved', '2026-01-05 12:00:00'],
  ['isACHReimbursed?c', 'false'],
  ['accountEmail', 'eve.engineer@acme.example'],
  ['submitter.fullName', 'Eve Engineer'],
  ['submitterEmail', 'eve.engineer@acme.example'],
  ['employeeCustomField1', 'E112'],
  ['submitterUserID', 'E112'],
  ['managerEmail', 'max.manager@acme.example'],
  ['manager.firstName', 'Max'],
  ['managerUserID', 'E110'],
  ['customField.Cost_centre', 'CC-10'],
  ['approvers[0].email', 'max.manager@acme.example'],
  ['approvers[0].date', '2026-01-05 12:00:00'],
  ['approvers[0].employeeUserID', 'E110'],
  ['approvers?size', '1'],
  ['actionList[0].action', 'SUBMITTED'],
  ['actionList[1].accountEmail', 'max.manager@acme.example'],
  ['actionList[0].created', '2025-12-20 12:00:00'],
  ['actionList[0].details?has_content?c', 'false'],
  ['state', 'APPROVED'],
  ['displayStatus', 'Approved'],
  ['url', 'https://www.expensify.com/report?reportID=3259792838935117'],
])('report.%s is %s', async (attribute, value) => {
  expect(await print(`report.${attribute}`)).toBe(value);
});

test.each([
  ['merchant', DEMO_REPORTS.approved, 'Keyboard, Mouse & More'],
  ['amount', DEMO_REPORTS.open, '8990'],
  ['convertedAmount', DEMO_REPORTS.open, '9889'],
  ['currencyConversionRate', DEMO_REPORTS.open, '1.1'],
  ['created', DEMO_REPORTS.open, '2026-01-24'],
  ['categoryGlCode', DEMO_REPORTS.open, '6100'],
  ['tagGlCode', DEMO_REPORTS.open, 'CC-10'],
  ['tagGLCode', DEMO_REPORTS.open, 'CC-10'],
  ['tag', DEMO_REPORTS.euros, 'North:Launch'],
  ['ntag1', DEMO_REPORTS.euros, 'North'],
  ['ntag2', DEMO_REPORTS.euros, 'Launch'],
  ['ntag3', DEMO_REPORTS.euros, ''],
  ['ntag2GlCode', DEMO_REPORTS.euros, 'P1'],
  ['tagGlCode', DEMO_REPORTS.euros, 'R1:P1'],
  ['billable?string("Y", "N")', DEMO_REPORTS.processing, 'Y'],
  ['bank', DEMO_REPORTS.processing, 'citibank.com'],
  ['receiptFilename', DEMO_REPORTS.open, 'bahn.png'],
  ['receiptObject.type', DEMO_REPORTS.open, 'png'],
  ['receiptObject?has_content?c', DEMO_REPORTS.processing, 'false'],
  ['units?has_content?c', DEMO_REPORTS.processing, 'false'],
  ['transactionID', DEMO_REPORTS.open, '4056343049275634001'],
  ['reportID', DEMO_REPORTS.open, 'R00EdTripBer'],
  ['type', DEMO_REPORTS.open, 'expense'],
  ['policyName', DEMO_REPORTS.euros, 'Acme Field Sales'],
])('expense.%s of %s is %s', async (attribute, report, value) => {
  expect(await print(`expense.${attribute}`, report)).toBe(value);
});

test('an amount that was not edited has no content and prints as nothing', async () => {
  expect(await print('expense.modifiedAmount')).toBe('');
  expect(await print('expense.modifiedAmount?has_content?c')).toBe('false');
  expect(await print('(expense.modifiedAmount / 100)')).toBe('Expected a number, but this is a string.');
});

test('absent values can be missing instead of empty', async () => {
  expect(await print('(expense.modifiedAmount!expense.amount)', DEMO_REPORTS.approved, demo, 'missing')).toBe('15900');
  expect(await print('report.reimbursed', DEMO_REPORTS.approved, demo, 'missing')).toBe('The value is missing.');
  expect(await print('report.customField.Due', DEMO_REPORTS.approved, demo, 'missing')).toBe('The value is missing.');
});

test('a report field that the policy has and the report lacks is empty, and an unknown one is missing', async () => {
  expect(await print('report.customField.Due')).toBe('');
  expect(await print('report.customField.constructor')).toBe('The value is missing.');
  expect(await print('report.customField.__proto__')).toBe('The value is missing.');
});

test('a report whose history has no approval has its manager as approver', async () => {
  const [report] = [...demo.reports.values()].filter(({ reportID }) => reportID === DEMO_REPORTS.approved);
  if (report === undefined) throw new Error('no report');
  const { output } = await render(
    '${reports[0].approvers[0].email} ${reports[0].approvers[0].date}',
    exportModel(demo, [{ ...report, history: [] }]),
  );
  expect(output).toBe('max.manager@acme.example 2026-01-05 12:00:00');
});

test('attendees have an email address and a name', async () => {
  const template = '<#list reports[0].transactionList[1].attendees as attendee>${attendee.email} ${attendee.displayName};</#list>';
  const report = demo.reports.get(DEMO_REPORTS.processing);
  const { output } = await render(template, exportModel(demo, report === undefined ? [] : [report]));
  expect(output).toBe('kim@client.example kim@client.example;lee@client.example lee@client.example;');
});

test('every attribute of a report and of an expense can be read', async () => {
  const plain = (names: readonly { readonly name: string }[]): string[] => names.map(({ name }) => name.replace('X', '1'));
  const read = (target: string, names: string[]): string => names.map((name) => `<#assign v = ${target}.${name}>`).join('');
  const template = `<#list reports as report>${read('report', plain(reportShape.attributes))}<#list report.transactionList as expense>${read('expense', plain(expenseShape.attributes))}</#list></#list>`;
  expect((await render(template, exportModel(demo, [...demo.reports.values()]))).errors).toEqual([]);
});

test('a hash lists the names of its attributes', async () => {
  const { output } = await render('${reports[0]?keys?join(",")}', exportModel(demo, [...demo.reports.values()]));
  expect(output).toMatch(/^reportID,oldReportID,reportName,/);
});

test.each([
  ['', []],
  ['North', ['North']],
  ['North:Launch', ['North', 'Launch']],
  [':Launch', ['', 'Launch']],
  ['R\\:D:Launch', ['R:D', 'Launch']],
  ['a\\b', ['a\\b']],
])('the levels of the tag %j are %j', (tag, levels) => {
  expect(tagLevelNames(tag)).toEqual(levels);
});

test('the GL code of a tag that its policy does not have is empty', () => {
  const codes = { categories: new Map(), tagLevels: [new Map([['North', 'R1']])], taxRates: new Map(), taxName: '' };
  expect([tagGlCode(codes, 'North', 1), tagGlCode(codes, 'East', 1), tagGlCode(codes, 'North', 2)]).toEqual(['R1', '', '']);
});

test('the GL codes of dependent levels are those of the whole path up to a level', () => {
  const tag = (name: string, glCode: string) => ({ name, enabled: true, glCode });
  const tags = { levels: ['State', 'City'], tags: [tag('Texas:Paris', '11'), tag('New\\:York:Paris', '22')], parents: [tag('Texas', '1')] };
  const policy = smallCompany({ policies: [{ name: 'P', tags }] })
    .policies.values()
    [Symbol.iterator]()
    .next().value;
  if (policy === undefined) throw new Error('no policy');
  const codes = policyCodesOf(policy);
  const glCodes = (path: string) => [1, 2, 3].map((level) => tagGlCode(codes, path, level));
  expect(glCodes('Texas:Paris')).toEqual(['1', '11', '11']);
  expect(glCodes('New\\:York:Paris')).toEqual(['', '22', '22']);
  expect(glCodes('Ohio')).toEqual(['', '', '']);
});
