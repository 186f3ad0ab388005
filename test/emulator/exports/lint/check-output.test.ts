import { expect, test } from 'vitest';
import { checkOutput } from '../../../../src/emulator/exports/lint/check-output.js';
import { demoCompany } from '../../../support/worlds.js';

const demo = demoCompany();
const messagesOf = async (template: string): Promise<string[]> =>
  (await checkOutput(template, demo, [...demo.reports.values()], 0)).map(({ message }) => message);

test('valid JSON has no finding', async () => {
  const template = '[<#list reports as r>{"id": "${r.reportID}", "name": "${r.reportName?json_string}"}<#sep>,</#list>]';
  expect(await messagesOf(template)).toEqual([]);
});

test('finds JSON that becomes invalid with the second report', async () => {
  expect(await messagesOf('[<#list reports as r>{"id": "${r.reportID}"}</#list>]')).toEqual([
    'With 2 reports, the output is invalid JSON: the error is near "[{\\"id\\": \\"R00EdTripBer\\"}{\\"id\\": \\"R00EliDeskJa\\"}]".',
  ]);
});

test('finds JSON that becomes invalid because of a quote in the data', async () => {
  const [message] = await messagesOf('[<#list reports as r>"${r.reportName}"<#sep>,</#list>]');
  expect(message).toMatch(/^With 12 reports, .*Tools/);
});

test('a JSON value in each line is valid', async () => {
  expect(await messagesOf('<#list reports as r>{"id": "${r.reportID}"}\n</#list>')).toEqual([]);
});

test('does not check CSV', async () => {
  expect(await messagesOf('a,b\n<#list reports as r>{</#list>')).toEqual([]);
});
