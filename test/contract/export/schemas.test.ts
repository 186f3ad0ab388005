import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { emulatorProvider } from '../../../src/console/emulator-provider.js';
import { type ExportedInteraction, recordExchanges } from '../../../src/contract/export/exchanges.js';
import { toOpenApi } from '../../../src/contract/export/openapi.js';
import { loadContracts } from '../../../src/contract/index.js';
import { definedJobs } from '../../../src/jobs/catalogue.js';
import { jobMeant } from '../../../src/protocol/variants.js';
import { readJson } from '../../../src/util/read-json.js';
import { createTestEmulator } from '../../support/emulator.js';
import { schemaArbitrary } from '../../support/schema-arbitrary.js';

let exchanges: ExportedInteraction[];
let document: any;
beforeAll(async () => {
  exchanges = await recordExchanges(await loadContracts(), emulatorProvider('in-process'));
  document = toOpenApi('object', '1.2.3', exchanges);
});

const operations = (): any => Object.values<any>(document.paths)[0];
const form = (): any => operations().post.requestBody.content['application/x-www-form-urlencoded'];

/** A schema of the document, with its references. */
const compile = (schema: object) =>
  new Ajv2020({ strict: false, validateFormats: false }).compile({ ...schema, components: document.components });

/** A valid feed may be unreachable, a policy unknown and a template empty, which schemas cannot express. */
const UNSAYABLE = ['Could not read the employee feed: ', "Invalid policyID '", 'No Template Submitted'];

test('none of 400 jobs that match the exported schema is refused as missing or malformed', async () => {
  const { schema } = form();
  const isValid = compile(schema);
  const forms = fc.sample<any>(
    schemaArbitrary(schema, document).filter((one: any) => isValid(one)),
    { numRuns: 400, seed: 1 },
  );
  const refused: string[] = [];
  for (const { requestJobDescription: job, data, file, template } of forms) {
    const emulator = await createTestEmulator();
    const asked = { ...job, credentials: { ...job.credentials, ...emulator.credentials } };
    const body = new URLSearchParams({
      requestJobDescription: JSON.stringify(asked),
      ...(data !== undefined && { data: typeof data === 'string' ? data : JSON.stringify(data) }),
      ...(file !== undefined && { file }),
      ...(template !== undefined && { template }),
    });
    const answer: any = readJson(await (await emulator.fetch(emulator.endpoint, { method: 'POST', body })).text()) ?? {};
    // Two jobs read `data`, one of them as a string that is not JSON.
    const isOfAnotherJob = typeof data === 'string' && answer.responseMessage?.startsWith("'data' parameter");
    const isUnsayable = isOfAnotherJob || UNSAYABLE.some((start) => answer.responseMessage?.startsWith(start));
    if (answer.responseCode === 410 && !isUnsayable) refused.push(`${answer.responseMessage} for ${JSON.stringify(job)}`);
  }
  expect(refused).toEqual([]);
  // They include all jobs.
  const kinds = new Set(forms.map(({ requestJobDescription: job }) => jobMeant(definedJobs, job)?.name));
  expect([...kinds].sort()).toEqual(definedJobs.map(({ name }) => name).sort());
}, 60_000);

test.each([
  ['a job without policies', { type: 'get', inputSettings: { type: 'policy', fields: ['tax'] } }],
  ['an empty list of policies', { type: 'get', inputSettings: { type: 'policy', policyIDList: [], fields: ['tax'] } }],
  ['a malformed id', { type: 'get', inputSettings: { type: 'policy', policyIDList: ['a1'], fields: ['tax'] } }],
  ['an unknown section', { type: 'get', inputSettings: { type: 'policy', policyIDList: ['A1B2C3D4E5F60001'], fields: ['taxes'] } }],
  ['an update without a feed', { type: 'update', dataSource: 'request', inputSettings: { type: 'employees', entity: 'generic' } }],
  ['a download without a URL', { type: 'update', dataSource: 'download', inputSettings: { type: 'employees', entity: 'generic' } }],
])('%s does not match the exported schema', (_what, job) => {
  const credentials = { partnerUserID: 'a', partnerUserSecret: 'b' };
  expect(compile(form().schema)({ requestJobDescription: { ...job, credentials } })).toBe(false);
});

test('every job has an example of request and response that match their schemas', () => {
  // A file must exist before it is downloaded, which one form cannot show.
  const keys = (is: (body: string) => boolean) =>
    definedJobs.filter(({ body }) => is(body)).map(({ name }) => name.match(/\w+/g)?.join('-'));
  expect(Object.keys(form().examples)).toEqual(keys((body) => body !== 'bytes'));
  const isForm = compile(form().schema);
  for (const { value } of Object.values<any>(form().examples)) expect(isForm(value)).toBe(true);
  const answers = operations().post.responses[200].content['application/json'];
  expect(Object.keys(answers.examples)).toEqual([...keys((body) => body === 'json'), 'failure']);
  const texts = operations().post.responses[200].content['text/plain'];
  expect(Object.keys(texts.examples)).toEqual(keys((body) => body === 'text'));
  const isAnswer = compile(answers.schema);
  for (const { value } of Object.values<any>(answers.examples)) expect(isAnswer(value)).toBe(true);
});

test('a job in the query is described too, and its example gets a response', async () => {
  expect(operations().get.parameters.map(({ name, in: place, required }: any) => [name, place, required])).toEqual([
    ['requestJobDescription', 'query', true],
    ['data', 'query', false],
    ['file', 'query', false],
    ['template', 'query', false],
  ]);
  const text: any = toOpenApi('text', '1.2.3', exchanges);
  const { value } = Object.values<any>(text.paths)[0].post.requestBody.content['application/x-www-form-urlencoded'].examples['get-policy'];
  const emulator = await createTestEmulator();
  const answer: any = await (await emulator.fetch(`${emulator.endpoint}?${new URLSearchParams(value)}`)).json();
  expect(answer).toEqual(operations().post.responses[200].content['application/json'].examples['get-policy'].value);
});
