import { z } from 'zod';
import { definedJobs } from '../../protocol/catalogue.js';
import { type JobDefinition, jobName } from '../../protocol/define-job.js';
import { isObject } from '../../protocol/is-object.js';

type Schema = Readonly<Record<string, unknown>>;

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
  return {
    ...rest,
    title: job.title,
    properties: {
      type: { const: job.type },
      ...own,
      credentials: { type: 'object', properties: { ...pair, ...asObject(credentials.properties) }, required: Object.keys(pair) },
      inputSettings: {
        ...settings,
        properties: { type: { const: job.subtype }, ...asObject(settings.properties) },
        required: ['type', ...asList(settings.required)],
      },
    },
    required: [...new Set(['type', 'credentials', 'inputSettings', ...asList(required)])],
  };
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
