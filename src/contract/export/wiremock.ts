import { ENDPOINT_PATH } from '../../protocol/endpoint.js';
import { isObject } from '../../protocol/is-object.js';
import { readJson } from '../read-json.js';
import type { Exchange } from './exchanges.js';

/** Mappings for WireMock 3, `POST /__admin/mappings/import` or a file in mappings/: a still picture of the emulator for teams without Node. */
export function toWireMock(exchanges: readonly Exchange[]): object {
  const jobs = exchanges.flatMap((exchange) => {
    const job = readJson(exchange.fields.requestJobDescription ?? '');
    return isObject(job) && isPlainPair(job.credentials) ? [{ exchange, job }] : [];
  });
  // A mapping takes requests that hold more than it asks for, so those that ask for more come first.
  const sorted = jobs.toSorted((one, other) => sizeOf(other) - sizeOf(one));
  return { mappings: sorted.map(({ exchange, job }, index) => toMapping(exchange, job, index + 1)) };
}

/** Mappings take any pair, so what is answered for its sake, or for what stands beside it, is left out. */
function isPlainPair(credentials: unknown): boolean {
  return isObject(credentials) && Object.keys(credentials).length === 2 && credentials.partnerUserSecret === '{{partnerUserSecret}}';
}

/** How much a mapping asks for: everything but the pair. */
function sizeOf({ exchange, job }: { readonly exchange: Exchange; readonly job: Readonly<Record<string, unknown>> }): number {
  const { credentials: _, ...asked } = job;
  const { requestJobDescription: _job, ...others } = exchange.fields;
  return JSON.stringify(asked).length + JSON.stringify(others).length;
}

function toMapping(
  { id, description, known, fields, response }: Exchange,
  job: Readonly<Record<string, unknown>>,
  priority: number,
): object {
  const { credentials: _, ...asked } = job;
  const { requestJobDescription: _job, ...others } = fields;
  return {
    name: id,
    priority,
    metadata: { description, known },
    request: {
      method: 'POST',
      urlPath: ENDPOINT_PATH,
      formParameters: {
        // Whoever's pair it is.
        requestJobDescription: { equalToJson: JSON.stringify(asked), ignoreExtraElements: true },
        ...Object.fromEntries(Object.entries(others).map(([name, value]) => [name, matcherOf(value)])),
      },
    },
    response: { status: response.status, headers: { 'Content-Type': response.contentType }, body: response.body },
  };
}

function matcherOf(value: string): object {
  return readJson(value) === undefined ? { equalTo: value } : { equalToJson: value };
}
