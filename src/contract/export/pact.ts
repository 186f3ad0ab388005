import { ENDPOINT_PATH } from '../../protocol/endpoint.js';
import { isObject } from '../../util/is-object.js';
import { readJson } from '../../util/read-json.js';
import type { ExportedInteraction } from './exchanges.js';

/**
 * Pact v4: what a consumer expects of an emulator with the demo company, whose credentials it contains. Responses match by type,
 * because ids and dates can differ. The responseCode must be equal.
 */
export function toPact(exchanges: readonly ExportedInteraction[]): object {
  return {
    consumer: { name: 'expensify-client' },
    provider: { name: 'expensify-integration-server' },
    interactions: exchanges.map(toInteraction),
    metadata: { pactSpecification: { version: '4.0' } },
  };
}

const rule = (match: string): object => ({ combine: 'AND', matchers: [{ match }] });
const hasCode = (json: unknown): boolean => isObject(json) && Object.hasOwn(json, 'responseCode');

function toInteraction({ id, description, known, sent, response }: ExportedInteraction): object {
  // The verifier compares JSON with another content type only as text. After a reset the emulator returns the same bytes.
  const json = response.contentType.startsWith('application/json') ? readJson(response.body) : undefined;
  return {
    type: 'Synchronous/HTTP',
    key: id,
    description: `${id}: ${description}`,
    providerStates: [{ name: 'the demo company' }],
    pending: false,
    comments: { text: [`Evidence: ${known}`] },
    request: {
      method: 'POST',
      path: ENDPOINT_PATH,
      headers: { 'content-type': ['application/x-www-form-urlencoded'] },
      body: { content: new URLSearchParams(sent).toString(), contentType: 'application/x-www-form-urlencoded', encoded: false },
    },
    response: {
      status: response.status,
      ...(response.contentType !== '' && { headers: { 'content-type': [response.contentType] } }),
      body:
        json === undefined
          ? { content: response.body, contentType: response.contentType, encoded: false }
          : { content: json, contentType: 'application/json', encoded: false },
      ...(json !== undefined && {
        matchingRules: { body: { $: rule('type'), ...(hasCode(json) && { '$.responseCode': rule('equality') }) } },
      }),
    },
  };
}
