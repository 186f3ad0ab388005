import { ENDPOINT_PATH } from '../../protocol/endpoint.js';
import { readJson } from '../read-json.js';
import type { Exchange } from './exchanges.js';

/** Pact v4: what a consumer expects; answers match by type, as ids and dates are another's at a real provider. */
export function toPact(exchanges: readonly Exchange[]): object {
  return {
    consumer: { name: 'expensify-client' },
    provider: { name: 'expensify-integration-server' },
    interactions: exchanges.map(toInteraction),
    metadata: { pactSpecification: { version: '4.0' } },
  };
}

function toInteraction({ id, description, known, fields, response }: Exchange): object {
  const json = readJson(response.body);
  return {
    type: 'Synchronous/HTTP',
    key: id,
    description: `${id}: ${description}`,
    providerStates: [{ name: 'the demo company' }],
    pending: false,
    comments: { text: [`Known from: ${known}`] },
    request: {
      method: 'POST',
      path: ENDPOINT_PATH,
      headers: { 'content-type': ['application/x-www-form-urlencoded'] },
      body: { content: new URLSearchParams(fields).toString(), contentType: 'application/x-www-form-urlencoded', encoded: false },
    },
    response: {
      status: response.status,
      headers: { 'content-type': [response.contentType] },
      body:
        json === undefined
          ? { content: response.body, contentType: response.contentType, encoded: false }
          : { content: json, contentType: 'application/json', encoded: false },
      ...(json !== undefined && { matchingRules: { body: { $: { combine: 'AND', matchers: [{ match: 'type' }] } } } }),
    },
  };
}
