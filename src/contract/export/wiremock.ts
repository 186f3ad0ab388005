import { ENDPOINT_PATH } from '../../protocol/endpoint.js';
import { readJson } from '../../util/read-json.js';
import { type ExportedInteraction, FORM_FIELDS } from './exchanges.js';

/** WireMock asks mappings of a lower number first; 5 is what a mapping without one has. */
const PRIORITY = { recorded: 5, fallback: 10 };

/**
 * Mappings for WireMock 3, `POST /__admin/mappings/import` or a file in mappings/: a still picture of the emulator for teams
 * without Node. A mapping takes the request it was recorded from and no other; for all others a last one says so.
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

/** The form as it was sent, the pair included, and nothing beside it: neither a query nor another field that a job reads. */
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
  // Keys in any order and any white space; elements of lists in their order, and nothing more than was sent.
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
    body: 'No recorded interaction: these mappings answer only the requests they were recorded from, with the credentials of the demo company. Use expensify-emulator for any other request.\n',
  },
};
