import { z } from 'zod';
import { definedJobs } from '../../jobs/catalogue.js';
import { type JobDefinition, jobName } from '../../protocol/define-job.js';
import { employeeRecord } from '../../jobs/update-employees/employee-record.js';
import { isObject } from '../../util/is-object.js';

export type Schema = Readonly<Record<string, unknown>>;

/** What a job is sent as and answered with, as JSON Schema 2020-12. */
export interface JobSchemas {
  readonly name: string;
  readonly title: string;
  readonly request: Schema;
  readonly answer: Schema;
}

const pair: Schema = { partnerUserID: { type: 'string' }, partnerUserSecret: { type: 'string' } };

/** The answer to anything that fails: HTTP 200 and a responseCode. */
export const ERROR_SCHEMA: Schema = {
  type: 'object',
  properties: { responseMessage: { type: 'string' }, responseCode: { type: 'integer', not: { const: 200 } } },
  required: ['responseMessage', 'responseCode'],
};

/** Of every defined job. What the service reads leniently is described as it is documented, and other keys are allowed. */
export function jobSchemas(): JobSchemas[] {
  return definedJobs.map((job) => ({ name: jobName(job), title: job.title, request: requestSchema(job), answer: answerSchema(job) }));
}

function requestSchema(job: JobDefinition): Schema {
  const { properties, required, ...rest } = schemaOf(job.input, 'input');
  const own = asObject(properties);
  const settings = asObject(own.inputSettings);
  const credentials = asObject(own.credentials);
  const hasDataSource = Object.hasOwn(own, 'dataSource');
  return {
    ...rest,
    title: job.title,
    ...(hasDataSource && { allOf: DATA_SOURCES }),
    properties: {
      type: { const: job.type },
      ...own,
      credentials: {
        type: 'object',
        properties: { ...pair, ...asObject(credentials.properties), ...(hasDataSource && { feedUrl: FEED_URL, sftp: SFTP }) },
        required: Object.keys(pair),
      },
      inputSettings: {
        ...settings,
        properties: {
          type: { const: job.subtype },
          ...asObject(settings.properties),
          // The help article nests the feed here.
          ...(job.fields.includes('data') && { data: feedSchema() }),
        },
        required: ['type', ...asList(settings.required)],
      },
    },
    required: [...new Set(['type', 'credentials', 'inputSettings', ...asList(required)])],
  };
}

const FEED_URL: Schema = { type: 'string', format: 'uri', pattern: '^https?://' };
const SFTP: Schema = {
  type: 'object',
  properties: {
    ...Object.fromEntries(['host', 'login', 'password', 'filename'].map((key) => [key, { type: 'string', minLength: 1 }])),
    port: { type: 'integer', minimum: 1, maximum: 65535 },
  },
  required: ['host', 'login', 'password', 'filename'],
};

/** A source that is fetched says whence. The input leaves it optional, as its absence has an answer of its own. */
const DATA_SOURCES: readonly Schema[] = [
  { dataSource: 'download', key: 'feedUrl', schema: FEED_URL },
  { dataSource: 'sftp', key: 'sftp', schema: SFTP },
].map(({ dataSource, key, schema }) => ({
  if: { properties: { dataSource: { const: dataSource } }, required: ['dataSource'] },
  then: { properties: { credentials: { type: 'object', properties: { [key]: schema }, required: [key] } } },
}));

/** A feed of `update employees`: the bare list, or the list in an object. */
export function feedSchema(): Schema {
  const [terminated, active] = employeeRecord.options.map((record) => schemaOf(record, 'input'));
  // What `pipe` narrows is not in the schema of an input.
  const ended = { ...terminated, properties: { ...asObject(terminated?.properties), isTerminated: { enum: [true, 'true'] } } };
  const list = { type: 'array', minItems: 1, items: { anyOf: [active, ended] } };
  return { anyOf: [list, { type: 'object', properties: { Employees: list }, required: ['Employees'] }] };
}

function answerSchema(job: JobDefinition): Schema {
  const { properties, required, additionalProperties: _, ...rest } = schemaOf(job.read, 'input');
  return {
    ...rest,
    properties: { ...asObject(properties), responseCode: { const: 200 } },
    required: [...asList(required), 'responseCode'],
  };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  return rest;
}

function asObject(value: unknown): Schema {
  return isObject(value) ? value : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
