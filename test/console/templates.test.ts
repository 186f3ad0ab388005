import type { Express } from 'express';
import request from 'supertest';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createConsoleApp } from '../../src/console/app.js';
import { Machine } from '../../src/emulator/templates/evaluate/machine.js';
import type { Emulator } from '../../src/index.js';
import { createTestEmulator } from '../support/emulator.js';
import { expectProblem } from '../support/problem.js';
import { cleanUpServed, serve } from '../support/serve.js';

cleanUpServed();

let emulator: Emulator;
let app: Express;
beforeEach(async () => {
  emulator = await createTestEmulator();
  app = createConsoleApp(emulator);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await emulator.close();
});

const render = (body: object) =>
  request(app)
    .post('/_emulator/templates/render')
    .send({ company: 'acme', ...body });

const NAMES = '<#list reports as report>${report.reportName}\n</#list>';
/** Prints for minutes. */
const ENDLESS = '<#list 1..1000000 as a><#list 1..1000000 as b></#list></#list>';

test('a template is rendered with all reports of the company', async () => {
  const { body } = await render({ template: NAMES });
  expect(body).toMatchObject({ count: 12, errors: [], errorCount: 0 });
  expect(body.output.split('\n')).toHaveLength(13);
});

test('a template is rendered with the reports of a status, or with the reports named by either form of their id', async () => {
  expect((await render({ template: NAMES, status: 'Open' })).body.output).toBe('Trip to Berlin\nHome office\n');
  expect((await render({ template: NAMES, reports: ['R00SamLyonJa', '3259792838935117'] })).body.output).toBe('Lyon\nTools "December"\n');
  expect((await render({ template: 'none', reports: [] })).body).toMatchObject({ output: 'none', count: 0 });
});

test('a reconciliation template is rendered with the cards', async () => {
  const { body } = await render({ kind: 'reconciliation', template: '<#list cards as card, reports>${card.name}\n</#list>' });
  expect(body).toMatchObject({ output: 'Sam Seller - 1979\nEve Engineer - 2046\n', count: 2 });
});

test("templates use the emulator's time", async () => {
  expect((await render({ template: '${.now?string("yyyy-MM-dd")}' })).body.output).toBe('2026-01-31');
});

test('lint findings have a line and column and fit the kind of template', async () => {
  const found = async (body: object) =>
    (await render(body)).body.findings.map(({ rule, line }: { rule: string; line: number }) => [rule, line]);
  expect(await found({ template: NAMES.replace('reportName', 'reportNam') })).toContainEqual(['misspelt-name', 1]);
  expect(await found({ template: NAMES })).toEqual([]);
  expect(await found({ template: '<#list reports as report>' })).toEqual([]);
  expect(await found({ kind: 'reconciliation', template: NAMES })).not.toEqual([]);
});

test('errors that the service skips are shown with line and column', async () => {
  const { body } = await render({ template: 'a\n  ${nothing}b', reports: [] });
  expect(body).toMatchObject({ output: 'a\n  b', errorCount: 1, errors: [{ line: 2, column: 3, source: '${nothing}' }] });
});

test.each([
  ['<#list reports as report>', { line: 1, column: 26 }],
  ['a\n${1 +}', { line: 2, column: 6 }],
  ['a\n<#include "x">', { line: 2, message: expect.stringMatching(/not supported by the emulator/) }],
  ['a'.repeat(262_145), { message: expect.stringMatching(/262145 characters/) }],
  ['<#list 1..200000 as a>0123456789</#list>', { message: expect.stringMatching(/1000000 characters/) }],
])('%.40s is not an error of the request: the response contains the problem', async (template, problem) => {
  const { status, body } = await render({ template });
  expect(status).toBe(200);
  expect(body).not.toHaveProperty('output');
  expect(body.problem).toMatchObject(problem);
});

test.each([
  [{ template: 1 }, 400, 'template: must be text'],
  [{}, 400, 'template: is missing'],
  [{ template: '', kind: 'other' }, 400, 'must be export or reconciliation'],
  [{ template: '', reports: Array.from({ length: 1001 }, () => 'R00SamLyonJa') }, 400, 'at most 1000'],
  [{ template: '', reports: ['R00Nowhere00'] }, 404, 'Acme has no report R00Nowhere00.'],
  [{ template: '', company: 'nowhere' }, 404, 'Company nowhere not found'],
])('%j is refused', async (body, status, detail) => {
  expectProblem(await render(body), status, detail);
});

test('stops a template that takes too long, and serves other requests meanwhile', async () => {
  const long = render({ template: ENDLESS }).then(({ body }) => body.problem.message);
  expect((await render({ template: 'quick', reports: [] })).body.output).toBe('quick');
  expect(await long).toMatch(/5000000 steps|stopped after 5 s/);
});

test('rendering stops when the page closes the connection', async () => {
  const slices = vi.spyOn(Machine.prototype, 'run');
  const url = await serve(app);
  const page = new AbortController();
  const body = JSON.stringify({ company: 'acme', template: ENDLESS });
  const asked = fetch(`${url}/_emulator/templates/render`, { method: 'POST', body, signal: page.signal });
  await expect.poll(() => slices.mock.calls.length).toBeGreaterThan(2);
  page.abort();
  await expect(asked).rejects.toThrow(/abort/);
  let last = -1;
  const isQuiet = (): boolean => {
    const before = last;
    last = slices.mock.calls.length;
    return last === before;
  };
  await expect.poll(isQuiet).toBe(true);
  // The whole template would take 250.
  expect(last).toBeLessThan(200);
});

test('a fifth render cancels the oldest', async () => {
  const long = Array.from({ length: 4 }, () => render({ template: ENDLESS }).then(({ status }) => status));
  expect((await render({ template: NAMES })).status).toBe(200);
  expect((await Promise.all(long)).toSorted()).toEqual([200, 200, 200, 409]);
});
