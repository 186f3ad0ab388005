import { ENDPOINT_PATH, LIVE_BASE_URL } from '../../protocol/endpoint.js';
import type { ExportedInteraction } from './exchanges.js';
import { ERROR_SCHEMA, type FieldSchema, type JobSchemas, jobSchemas, type Schema } from './json-schemas.js';
import { type Example, openApiExamples } from './openapi-examples.js';

/**
 * How a form field that contains JSON is described. `object`: as an object with an encoding of application/json, which is
 * strictly correct but wrong in many tools. `text`: as a string with contentMediaType and contentSchema, which
 * all tools understand.
 */
export type OpenApiProfile = 'object' | 'text';

/** OpenAPI 3.1 of the endpoint. A single operation runs all jobs, so each job has an example. */
export function toOpenApi(profile: OpenApiProfile, version: string, exchanges: readonly ExportedInteraction[]): object {
  const jobs = jobSchemas();
  const examples = openApiExamples(jobs, exchanges);
  const fields: Fields = {
    requestJobDescription: fieldOf(profile, { anyOf: jobs.map((one) => ref(`${keyOf(one)}Request`)) }),
    ...formFields(profile, jobs),
  };
  const responses = responsesOf(jobs, examples);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Expensify Integration Server',
      version,
      description:
        'Based on published documentation and observations; not an official description. Failures also return HTTP 200, so check responseCode.',
      contact: { name: 'expensify-emulator' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [
      { url: 'http://127.0.0.1:4310', description: 'The emulator on this machine' },
      { url: LIVE_BASE_URL, description: 'The real service: real policies, real employees' },
    ],
    // The credentials are inside the job.
    security: [],
    tags: [{ name: 'jobs', description: 'Every request is a job, and the same operation runs all jobs.' }],
    paths: {
      [ENDPOINT_PATH]: {
        post: { ...operation('runJob', 'Run a job'), requestBody: bodyOf(profile, fields, jobs, examples), responses },
        get: { ...operation('runJobByQuery', 'Run a job in the query string'), parameters: parametersOf(profile, fields), responses },
      },
    },
    components: { schemas: schemasOf(profile, jobs) },
  };
}

function schemasOf(profile: OpenApiProfile, jobs: readonly JobSchemas[]): Readonly<Record<string, Schema>> {
  // The text profile does not describe the content of a field that is not always JSON.
  const isNamed = (field: string): boolean => profile === 'object' || !isSometimesText(jobs, field);
  const ofJobs = jobs.flatMap((job) => [
    [`${keyOf(job)}Request`, job.request] as const,
    [`${keyOf(job)}Answer`, job.answer] as const,
    ...contentsOf(job).flatMap(({ name, key, content }) => (isNamed(name) ? [[key, content] as const] : [])),
  ]);
  return { ...Object.fromEntries(ofJobs), Failure: ERROR_SCHEMA };
}

type Fields = Readonly<Record<string, Schema>>;

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

const fieldOf = (profile: OpenApiProfile, schema: Schema): Schema =>
  profile === 'object' ? schema : { type: 'string', contentMediaType: 'application/json', contentSchema: schema };

/** The content of the form fields of a job, by component name. */
function contentsOf(job: JobSchemas): { readonly name: string; readonly key: string; readonly content: Schema }[] {
  return Object.entries(job.fields).flatMap(([name, { content }]) =>
    content === undefined ? [] : [{ name, key: contentKey(job, name), content }],
  );
}

const contentKey = (job: JobSchemas, field: string): string => `${keyOf(job)}${capitalised(field)}`;

/** The form fields in addition to the job. Two jobs can read a field of the same name. */
function formFields(profile: OpenApiProfile, jobs: readonly JobSchemas[]): Fields {
  const names = new Set(jobs.flatMap(({ fields }) => Object.keys(fields)));
  return Object.fromEntries(
    Array.from(names, (name) => {
      const readers = jobs.flatMap(({ fields }) => fields[name] ?? []);
      const refs = jobs.flatMap(contentsOf).flatMap((one) => (one.name === name ? [ref(one.key)] : []));
      const schemas = isSometimesText(jobs, name) ? [...refs, TEXT] : refs;
      const [only = TEXT] = schemas;
      const schema = schemas.length > 1 ? { anyOf: schemas } : only;
      const description = readers.map((reader) => reader.description).join(' ');
      // For a string that is not always JSON, the text profile cannot say more.
      if (isSometimesText(jobs, name) && profile === 'text') return [name, { description, ...TEXT }];
      return [name, { description, ...fieldOf(refs.length > 0 ? profile : 'object', schema) }];
    }),
  );
}

const TEXT: Schema = { type: 'string' };

/** True for a field that is not JSON for some job. */
function isSometimesText(jobs: readonly JobSchemas[], name: string): boolean {
  return jobs.some(({ fields }) => fields[name] !== undefined && fields[name].content === undefined);
}

function operation(operationId: string, summary: string): object {
  const description =
    'type and inputSettings.type in requestJobDescription select the job. A mock server cannot read them, so tell it which example to return.';
  return { operationId, summary, description, tags: ['jobs'] };
}

function bodyOf(profile: OpenApiProfile, fields: Fields, jobs: readonly JobSchemas[], examples: readonly Example[]): object {
  const isText = profile === 'text';
  const values = examples.flatMap(({ key, summary, form, jsonFields }) =>
    form === undefined ? [] : [[key, { summary, value: isText ? form : parseFields(form, jsonFields) }] as const],
  );
  return {
    required: true,
    content: {
      'application/x-www-form-urlencoded': {
        schema: { type: 'object', properties: fields, required: ['requestJobDescription'], ...(!isText && neededFields(jobs)) },
        ...(!isText && { encoding: encodingOf(jobs) }),
        examples: Object.fromEntries(values),
      },
    },
  };
}

function encodingOf(jobs: readonly JobSchemas[]): object {
  const names = ['requestJobDescription', ...jobs.flatMap(contentsOf).map(({ name }) => name)];
  const typeOf = (name: string): string => (isSometimesText(jobs, name) ? 'application/json, text/plain' : 'application/json');
  return Object.fromEntries(names.map((name) => [name, { contentType: typeOf(name) }]));
}

/** Some jobs require a field. If another job uses the same field differently, the schema says what these jobs send in it. */
function neededFields(jobs: readonly JobSchemas[]): Schema {
  const allOf = jobs.flatMap((job) =>
    Object.entries(job.fields).flatMap(([name, { neededBy, content }]: [string, FieldSchema]) => {
      if (neededBy === undefined) return [];
      const held = isSometimesText(jobs, name) && { properties: { [name]: content === undefined ? TEXT : ref(contentKey(job, name)) } };
      return [{ if: { properties: { requestJobDescription: neededBy } }, then: { required: [name], ...held } }];
    }),
  );
  return allOf.length === 0 ? {} : { allOf };
}

function parametersOf(profile: OpenApiProfile, fields: Fields): object[] {
  return Object.entries(fields).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: name === 'requestJobDescription',
    description: description ?? 'The job, as JSON.',
    ...(profile === 'object' ? { content: { 'application/json': { schema } } } : { schema }),
  }));
}

function responsesOf(jobs: readonly JobSchemas[], examples: readonly Example[]): object {
  const failure = { 'application/json': { schema: ref('Failure') } };
  return {
    200: {
      description: 'The response of the job, or an error',
      content: {
        'application/json': answersOf('json', jobs, examples, [ref('Failure')]),
        'text/plain': answersOf('text', jobs, examples),
        'application/octet-stream': answersOf('bytes', jobs, examples),
      },
    },
    429: { description: 'Too many requests: 5 in 10 seconds, 20 in a minute', content: failure },
  };
}

function answersOf(
  body: JobSchemas['body'],
  jobs: readonly JobSchemas[],
  examples: readonly Example[],
  others: readonly Schema[] = [],
): object {
  const shown = examples.filter((example) => example.body === body);
  return {
    schema: { anyOf: [...jobs.filter((one) => one.body === body).map((one) => ref(`${keyOf(one)}Answer`)), ...others] },
    ...(shown.length > 0 && { examples: Object.fromEntries(shown.map(({ key, summary, answer }) => [key, { summary, value: answer }])) }),
  };
}

function parseFields(form: Readonly<Record<string, string>>, jsonFields: readonly string[] = []): object {
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, jsonFields.includes(name) ? JSON.parse(value) : value]));
}

/** `get-policyList` → `GetPolicyList` */
function keyOf({ key }: JobSchemas): string {
  return key.split('-').map(capitalised).join('');
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
