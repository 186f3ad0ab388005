import { jsonOrText } from '../../util/read-json.js';
import type { CardCall } from '../engine/card-call.js';
import { RunStopped } from '../engine/errors.js';
import type { Outputs } from '../engine/leave.js';
import { isEmpty, toText } from '../engine/values.js';
import { suggestStub } from '../stubs/stubs.js';
import { askOkta } from './ask-okta.js';
import { card } from './define-card.js';
import { assertSuccess, headersOf, queryText } from './http.js';

/** Custom API Action of any connector: sent to the URL in `--map-host CONNECTOR=URL`; for Okta, the given users answer it too. */
export const CUSTOM_API = card(
  '@*.customAPIAction',
  'Custom API Action',
  'measured',
  customApi,
  'Inputs and outputs are found by their labels in the designer.',
);

export const CUSTOM_API_ID = /^@[^.]+\.(?:customAPIAction|hTTPRequest)$/;

/** Custom connectors have inputs with generated keys such as `relative_url_9BBLJC`; labels are the same everywhere. */
function inputNamed(call: CardCall, label: string): unknown {
  const slot = call.card.inputs.find((candidate) => candidate.key === label || candidate.label === label);
  return slot === undefined ? undefined : call.values.get(slot.id);
}

async function customApi(call: CardCall): Promise<Outputs> {
  const { run } = call;
  const connector = call.card.id.slice(1).split('.')[0] ?? '';
  const text = (label: string): string => toText(inputNamed(call, label), run.semantics);
  const method = (text('Request Type') || 'GET').replace(/\(.*$/, '').toUpperCase();
  const query = queryText(inputNamed(call, 'Query'), call);
  const relative = `/${text('Relative URL').replace(/^\/+/, '')}`;
  const path = query === '' ? relative : `${relative}${relative.includes('?') ? '&' : '?'}${query}`;
  const body = inputNamed(call, 'Body');
  const url = new URL(path, `https://${connector}`);
  if (run.network.routeOf(url) !== undefined) {
    const response = await call.send({
      method,
      url: url.href,
      headers: new Map([['content-type', 'application/json'], ...headersOf(inputNamed(call, 'Headers'), call)]),
      body: method === 'GET' ? undefined : toText(body, run.semantics),
    });
    assertSuccess(response);
    return named(call, response.status, response.headers, jsonOrText(response.body));
  }
  if (connector === 'okta') return askedOkta(call, method, path, body);
  throw new RunStopped(
    'unstubbed',
    `${suggestStub(call.card, call.run.pack)}\nOr send it to a server: --map-host ${connector}=http://127.0.0.1:PORT`,
  );
}

async function askedOkta(call: CardCall, method: string, path: string, body: unknown): Promise<Outputs> {
  const isNone = method === 'GET' || isEmpty(body);
  const sent = isNone ? undefined : typeof body === 'string' ? jsonOrText(body) : body;
  const answer = await askOkta(call, { method, path, body: sent });
  return named(call, answer.status, answer.headers, answer.body);
}

function named(call: CardCall, status: number, headers: object, body: unknown): Outputs {
  const values = new Map<string, unknown>([
    ['Status Code', status],
    ['Headers', headers],
    ['Body', body],
  ]);
  return new Map(call.card.outputs.map(({ name, key, label }) => [name, values.get(label) ?? values.get(key) ?? null]));
}
