import { z } from 'zod';
import { definedJobs } from '../../jobs/catalogue.js';
import { credentials } from '../../protocol/credentials.js';
import type { FormField, JobDefinition } from '../../protocol/define-job.js';
import { isObject } from '../../util/is-object.js';

export type Schema = Readonly<Record<string, unknown>>;

/** The request and response of a job, as JSON Schema 2020-12. */
export interface JobSchemas {
  readonly name: string;
  /** `get-policyList`, `update-employees-csv`: the name of the job with only letters, digits and hyphens. */
  readonly key: string;
  readonly title: string;
  readonly body: JobDefinition['body'];
  readonly request: Schema;
  readonly answer: Schema;
  /** The form fields in addition to the job, by name. */
  readonly fields: Readonly<Record<string, FieldSchema>>;
}

export interface FieldSchema {
  readonly description: string;
  /** The JSON of the field. Undefined for a text field. */
  readonly content?: Schema;
  /** The jobs that need the field. */
  readonly neededBy?: Schema;
}

const pair: Schema = z.toJSONSchema(credentials()).properties ?? {};

/** The response to a failure: HTTP 200 and a responseCode. */
export const ERROR_SCHEMA: Schema = {
  type: 'object',
  properties: { responseMessage: { type: 'string' }, responseCode: { type: 'integer', not: { const: 200 } } },
  required: ['responseMessage', 'responseCode'],
};

/** The schemas of every defined job. Values that the service reads leniently are described as documented, and other keys are allowed. */
export function jobSchemas(): JobSchemas[] {
  return definedJobs.map((job) => ({
    name: job.name,
    key: job.name.match(/\w+/g)?.join('-') ?? '',
    title: job.title,
    body: job.body,
    request: requestSchema(job),
    answer: answerSchema(job),
    fields: Object.fromEntries(Object.entries(job.fields).map(([name, field]) => [name, fieldSchema(job, field)])),
  }));
}

/** The schemas of a job as files: `get-policy.request.schema.json`, `….answer.schema.json`, and one for each field of JSON. */
export function schemaFiles({ key, request, answer, fields }: JobSchemas): { readonly name: string; readonly schema: Schema }[] {
  const base = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const parts = { request, answer, ...Object.fromEntries(Object.entries(fields).map(([field, { content }]) => [field, content])) };
  return Object.entries(parts).flatMap(([part, schema]) =>
    schema === undefined ? [] : [{ name: `${base}.${part}.schema.json`, schema: { $schema: JSON_SCHEMA, ...schema } }],
  );
}

const JSON_SCHEMA = 'https://json-schema.org/draft/2020-12/schema';

function fieldSchema({ type, subtype }: JobDefinition, { description, content, neededBy }: FormField): FieldSchema {
  const named = { type: { const: type }, ...(subtype !== undefined && { inputSettings: { properties: { type: { const: subtype } } } }) };
  return {
    description,
    ...(content !== undefined && { content: schemaOf(content()) }),
    ...(neededBy !== undefined && { neededBy: { type: 'object', allOf: [{ properties: named }, neededBy] } }),
  };
}

function requestSchema(job: JobDefinition): Schema {
  const { properties, required, ...rest } = schemaOf(job.input);
  const own = asObject(properties);
  const credentials = asObject(own.credentials);
  const hasSettings = job.subtype !== undefined || asList(required).includes('inputSettings');
  return {
    ...rest,
    title: job.title,
    properties: {
      type: { const: job.type },
      ...own,
      credentials: { type: 'object', properties: { ...pair, ...asObject(credentials.properties) }, required: Object.keys(pair) },
      ...(hasSettings && { inputSettings: settingsSchema(job, asObject(own.inputSettings)) }),
    },
    required: [...new Set(['type', 'credentials', ...(hasSettings ? ['inputSettings'] : []), ...asList(required)])],
  };
}

/** A setting with the name of a form field has the same content, nested. */
function settingsSchema({ subtype, fields }: JobDefinition, { properties, required, ...rest }: Schema): Schema {
  const own = asObject(properties);
  const nested = Object.entries(fields).flatMap(([name, { content }]) =>
    content !== undefined && Object.hasOwn(own, name) ? [[name, schemaOf(content())] as const] : [],
  );
  return {
    ...rest,
    type: 'object',
    properties: { ...(subtype !== undefined && { type: { const: subtype } }), ...own, ...Object.fromEntries(nested) },
    required: [...(subtype === undefined ? [] : ['type']), ...asList(required)],
  };
}

function answerSchema(job: JobDefinition): Schema {
  const { properties, required, additionalProperties: _, ...rest } = schemaOf(job.read);
  if (job.body !== 'json') return { type: 'string', ...(job.body === 'bytes' && { format: 'binary' }) };
  return {
    ...rest,
    properties: { ...asObject(properties), responseCode: { const: 200 } },
    required: [...asList(required), 'responseCode'],
  };
}

/** The documented form of the input, before parsing. */
function schemaOf(schema: z.ZodType): Schema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' });
  return rest;
}

function asObject(value: unknown): Schema {
  return isObject(value) ? value : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
