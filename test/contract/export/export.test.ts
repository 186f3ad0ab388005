import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emulatorProvider } from '../../../src/console/emulator-provider.js';
import { type ExportedInteraction, recordExchanges } from '../../../src/contract/export/exchanges.js';
import { type ExportFormat, exportContracts } from '../../../src/contract/export/export.js';
import { loadContracts } from '../../../src/contract/index.js';
import { createEmulator } from '../../../src/index.js';
import { definedJobs } from '../../../src/jobs/catalogue.js';
import { jobName } from '../../../src/protocol/define-job.js';
import { jobMeant } from '../../../src/protocol/variants.js';
import { ROOT } from '../../support/root.js';

let exchanges: ExportedInteraction[];
let recordedAgain: ExportedInteraction[];
beforeAll(async () => {
  const loaded = await loadContracts();
  exchanges = await recordExchanges(loaded, emulatorProvider('in-process'));
  recordedAgain = await recordExchanges(loaded, emulatorProvider('in-process'));
});
const folder = mkdtempSync(join(tmpdir(), 'export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The parsed files of a format, by name. */
function exported(format: ExportFormat): Record<string, any> {
  const files = exportContracts(format, { exchanges, version: '1.2.3' });
  return Object.fromEntries(files.map(({ name, text }) => [name, name.endsWith('.hurl') ? text : JSON.parse(text)]));
}

const FORMATS: ExportFormat[] = ['postman', 'openapi', 'json-schema', 'pact', 'hurl', 'har', 'wiremock'];

test('most interactions can be exported', () => {
  expect(exchanges.length).toBeGreaterThan(300);
});

test('interactions with half a surrogate pair are left out, because not every tool can read them', async () => {
  const ids = (await loadContracts()).map(({ interaction }) => interaction.id).filter((id) => id.startsWith('lone-surrogate'));
  expect(ids.length).toBeGreaterThan(0);
  expect(exchanges.filter(({ id }) => ids.includes(id))).toEqual([]);
});

test('requests to SCIM are left out of every format, because formats describe the form of the Integration Server', () => {
  expect(exchanges.filter(({ id, group }) => id.startsWith('scim-') || group.startsWith('scim/'))).toEqual([]);
  for (const format of FORMATS) expect(JSON.stringify(exported(format))).not.toContain('scim');
});

test('exchanges are the same on every run, and so is every format', () => {
  expect(recordedAgain).toEqual(exchanges);
  for (const format of FORMATS) expect(exported(format)).toEqual(exported(format));
});

test.each(['postman', 'hurl'] as const)('%s has variables for the credentials, and contains none', async (format) => {
  const { partnerUserID, partnerUserSecret } = (await createEmulator({ listen: false })).credentials;
  const text = JSON.stringify(exported(format));
  expect(text).not.toContain(partnerUserSecret);
  expect(text.includes(`\\"partnerUserID\\":\\"${partnerUserID}`)).toBe(false);
  expect(text).toContain('{{partnerUserSecret}}');
});

test.each(['pact', 'har', 'wiremock', 'openapi'] as const)(
  "%s has no variables and contains the demo company's credentials",
  async (format) => {
    const { partnerUserSecret } = (await createEmulator({ listen: false })).credentials;
    const text = decodeURIComponent(JSON.stringify(exported(format)).replaceAll(/%(?![0-9A-F]{2})/g, '%25'));
    expect(text).toContain(partnerUserSecret);
    expect(text).not.toMatch(/\{\{partnerUser/);
  },
);

test.each(['expensify.openapi.json', 'expensify.openapi-text.json'])('%s is OpenAPI 3.1', async (name) => {
  const validator = new Validator();
  const result = await validator.validate(exported('openapi')[name]);
  expect(result.errors ?? []).toEqual([]);
  expect(validator.version).toBe('3.1');
});

test('one profile has an object with an encoding, the other a string with a schema', () => {
  const files = exported('openapi');
  const form = (name: string) => Object.values<any>(files[name].paths)[0].post.requestBody.content['application/x-www-form-urlencoded'];
  expect(form('expensify.openapi.json').encoding).toMatchObject({ requestJobDescription: { contentType: 'application/json' } });
  expect(form('expensify.openapi.json').schema.properties.requestJobDescription.anyOf).toHaveLength(definedJobs.length);
  expect(form('expensify.openapi-text.json').schema.properties.requestJobDescription).toMatchObject({
    type: 'string',
    contentMediaType: 'application/json',
  });
});

test.each(definedJobs.map((job) => [jobName(job), job] as const))('requests with a 200 response match the schemas of %s', (name, job) => {
  const base = (name.match(/\w+/g) ?? []).join('-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const files = exported('json-schema');
  const ajv = new Ajv2020({ strict: false });
  const request = ajv.compile(files[`${base}.request.schema.json`]);
  const answer = ajv.compile(files[`${base}.answer.schema.json`]);
  let answers = 0;
  for (const { id, fields, response } of exchanges) {
    const sent = parse(fields.requestJobDescription);
    const got = parse(response.body);
    if (typeof sent !== 'object' || sent === null || jobMeant(definedJobs, sent) !== job) continue;
    if (job.body === 'json' ? got?.responseCode !== 200 : response.status !== 200 || got !== undefined) continue;
    expect(answer(got ?? response.body), `${id}: ${ajv.errorsText(answer.errors)}`).toBe(true);
    answers++;
  }
  // A file must exist before it is downloaded, which one form cannot show.
  expect(answers > 0).toBe(job.body !== 'bytes');
  expect(request({ type: job.type, credentials: { partnerUserID: 'a', partnerUserSecret: 'b' } })).toBe(false);
});

function parse(text = ''): any {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

test('Pact v4 contains each exchange with its state, form and response', () => {
  const [pact] = Object.values(exported('pact'));
  expect(pact.metadata).toEqual({ pactSpecification: { version: '4.0' } });
  expect(pact.interactions).toHaveLength(exchanges.length);
  expect(new Set(pact.interactions.map(({ description }: any) => description)).size).toBe(exchanges.length);
  const ofType = (type: string) => pact.interactions.find(({ response }: any) => response.headers?.['content-type'][0].startsWith(type));
  expect(ofType('application/json')).toMatchObject({
    type: 'Synchronous/HTTP',
    request: { method: 'POST', body: { contentType: 'application/x-www-form-urlencoded', encoded: false } },
    response: { status: 200, body: { content: expect.any(Object) } },
  });
  // The verifier compares a text exactly.
  expect(ofType('text/plain').response.body).toMatchObject({
    content: expect.any(String),
    contentType: expect.stringContaining('text/plain'),
  });
});

test('an entry of the HTTP archive gets the same response when it is sent again', async () => {
  const [har] = Object.values(exported('har'));
  expect(har.log.version).toBe('1.2');
  const { request, response } = har.log.entries[0];
  const emulator = await createEmulator({ listen: false, rateLimit: 'off' });
  const body = request.postData.text;
  const headers = { 'content-type': request.postData.mimeType };
  expect(await (await emulator.fetch(emulator.endpoint, { method: 'POST', headers, body })).text()).toBe(response.content.text);
});

test('Hurl entries have the body in one line, in which Hurl replaces only the credentials', () => {
  const [text] = Object.values(exported('hurl')) as unknown as string[];
  const bodies = [...(text ?? '').matchAll(/^`(.*)`$/gm)].map(([, body = '']) => body);
  expect(bodies).toHaveLength(exchanges.length);
  for (const body of bodies) expect(body.replaceAll(/\{\{partnerUser\w+\}\}/g, '')).toMatch(/^[\w%=&+.*-]*$/);
  expect(text).toContain('jsonpath "$.responseCode" == 200');
});

test('a WireMock mapping matches the whole form as sent, and one with lower priority matches all other requests', () => {
  const [{ mappings }] = Object.values(exported('wiremock')) as any;
  const fallback = mappings.at(-1);
  expect(fallback).toMatchObject({ priority: 10, request: { method: 'ANY' }, response: { status: 404 } });
  expect(mappings.slice(0, -1).filter(({ priority }: any) => priority !== 5)).toEqual([]);
  expect(new Set(mappings.map(({ request }: any) => JSON.stringify(request))).size).toBe(mappings.length);
  expect(mappings[0].request.formParameters).toEqual({
    requestJobDescription: {
      equalToJson: expect.stringContaining('partnerUserSecret'),
      ignoreArrayOrder: false,
      ignoreExtraElements: false,
    },
    data: { absent: true },
    template: { absent: true },
    file: { absent: true },
  });
});

test('contract export writes the files and prints their names; an unknown format gets a suggestion', () => {
  const run = (...args: string[]) =>
    execFileSync(process.execPath, [join(ROOT, 'dist/cli/main.js'), 'contract', 'export', ...args], { encoding: 'utf8', stdio: 'pipe' });
  expect(run('openapi', '--out', folder).trim().split('\n')).toEqual([
    join(folder, 'expensify.openapi.json'),
    join(folder, 'expensify.openapi-text.json'),
  ]);
  expect(() => run('postmann', '--out', folder)).toThrow("Did you mean 'postman'?");
});
