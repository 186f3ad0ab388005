import { ENDPOINT_PATH, LIVE_BASE_URL } from '../../protocol/endpoint.js';
import { ERROR_SCHEMA, type JobSchemas, jobSchemas } from './json-schemas.js';

/**
 * How the form field that holds JSON is described. `object`: as an object with an encoding of application/json, which
 * the specification means and many tools get wrong; `text`: as a text with contentMediaType and contentSchema, which
 * they all take.
 */
export type OpenApiProfile = 'object' | 'text';

/** OpenAPI 3.1 of the one endpoint. */
export function toOpenApi(profile: OpenApiProfile, version: string): object {
  const jobs = jobSchemas();
  const schemas = {
    ...Object.fromEntries(
      jobs.flatMap((job) => [[`${keyOf(job)}Request`, job.request] as const, [`${keyOf(job)}Answer`, job.answer] as const]),
    ),
    Failure: ERROR_SCHEMA,
  };
  return {
    openapi: '3.1.1',
    info: {
      title: 'Expensify Integration Server',
      version,
      description:
        'Written from what is published and observed; not an official description. HTTP is 200 even on failure: read responseCode.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [
      { url: 'http://127.0.0.1:4310', description: 'The emulator on this machine' },
      { url: LIVE_BASE_URL, description: 'The real service: real policies, real employees' },
    ],
    paths: { [ENDPOINT_PATH]: { post: operation(profile, jobs) } },
    components: { schemas },
  };
}

function operation(profile: OpenApiProfile, jobs: readonly JobSchemas[]): object {
  const job = { oneOf: jobs.map((one) => ({ $ref: `#/components/schemas/${keyOf(one)}Request` })) };
  const field = profile === 'object' ? job : { type: 'string', contentMediaType: 'application/json', contentSchema: job };
  const feed = { type: 'string', description: 'The feed of update employees, as JSON.', contentMediaType: 'application/json' };
  return {
    operationId: 'runJob',
    summary: 'Runs a job',
    requestBody: {
      required: true,
      content: {
        'application/x-www-form-urlencoded': {
          schema: { type: 'object', properties: { requestJobDescription: field, data: feed }, required: ['requestJobDescription'] },
          ...(profile === 'object' && { encoding: { requestJobDescription: { contentType: 'application/json' } } }),
        },
      },
    },
    responses: {
      200: {
        description: 'The answer of the job, or what went wrong',
        content: {
          'application/json': {
            schema: {
              anyOf: [
                ...jobs.map((one) => ({ $ref: `#/components/schemas/${keyOf(one)}Answer` })),
                { $ref: '#/components/schemas/Failure' },
              ],
            },
          },
        },
      },
      429: {
        description: 'Too many requests: 5 in 10 seconds, 20 in a minute',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
      },
    },
  };
}

/** `get policyList` → `GetPolicyList` */
function keyOf({ name }: JobSchemas): string {
  return name
    .split(' ')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
