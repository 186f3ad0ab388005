import { ENDPOINT_PATH } from '../../protocol/endpoint.js';
import { readJson } from '../../util/read-json.js';
import { type ExportedInteraction, FORM_FIELDS } from './exchanges.js';

/** WireMock tries mappings with a lower priority number first. The default is 5. */
const PRIORITY = { recorded: 5, fallback: 10 };

/**
 * Mappings for WireMock 3, `POST /__admin/mappings/import` or a file in mappings/: stateless mappings for teams
 * without Node. A mapping matches only the request that it was recorded from. A last mapping explains this for all other requests.
 */
export function toWireMock(exchanges: readonly ExportedInteraction[]): object {
  const byRequest = new Map(exchanges.toReversed().map((exchange) => [JSON.stringify(toRequest(exchange)), exchange]));
  const recorded = [...byRequest.values()].reverse().map(toMapping);
  return { mappings: [...recorded, FALLBACK] };
}

function toMapping(exchange: ExportedInteraction): object {
  const { id, description, known, response } = exchange;
  return {
    name: id,
    priority: PRIORITY.recorded,
    metadata: { description, known },
    request: toRequest(exchange),
    response: { status: response.status, headers: { 'Content-Type': response.contentType }, body: response.body },
  };
}

/** Matches exactly the form that was sent, including the credentials, without a query or other fields that a job reads. */
function toRequest({ sent }: ExportedInteraction): object {
  const fields = [...new Set([...FORM_FIELDS, ...Object.keys(sent)])];
  return {
    method: 'POST',
    url: ENDPOINT_PATH,
    formParameters: Object.fromEntries(fields.map((name) => [name, matcherOf(sent[name])])),
  };
}

function matcherOf(value: string | undefined): object {
  if (value === undefined) return { absent: true };
  // Keys and white space in any order, list elements in their order, and nothing that was not sent.
  return isStructure(readJson(value)) ? { equalToJson: value, ignoreArrayOrder: false, ignoreExtraElements: false } : { equalTo: value };
}

function isStructure(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

const FALLBACK = {
  name: 'no-recorded-interaction',
  priority: PRIORITY.fallback,
  request: { method: 'ANY', urlPath: ENDPOINT_PATH },
  response: {
    status: 404,
    headers: { 'Content-Type': 'text/plain' },
    body: 'No recorded interaction matches. These mappings only match the requests they were recorded from, with the credentials of the demo company. Use expensify-emulator for other requests.\n',
  },
};
