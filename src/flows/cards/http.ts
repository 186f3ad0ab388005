import { isObject } from '../../util/is-object.js';
import { jsonOrText } from '../../util/read-json.js';
import type { CardCall } from '../engine/card-call.js';
import { CardError } from '../engine/errors.js';
import type { Outputs } from '../engine/leave.js';
import { toObject, toText } from '../engine/values.js';
import type { CardResponse } from '../network/network.js';
import { card } from './define-card.js';

const TEXT_NOTE =
  'The page says that an object is sent as JSON. Exports also send text, such as a form, with its own Content-Type; it is sent unchanged. Assumed: text that is not JSON and has no Content-Type is sent without one.';
const CLOSE_NOTE =
  'Sets the response of the run; the flow continues. Assumed: the first of several Close cards counts, and a Close card in a helper sets the response of the whole run.';

/** The API Connector, and the cards that respond for an API endpoint. */
export const HTTP = [
  card(
    '@httpfunctions.raw',
    'Raw Request',
    'documented',
    (call) => raw(call),
    'Sends the body unchanged. The default content type, text queries and redirects are options.',
  ),
  card('http.raw', 'Raw Request', 'measured', kernelRaw, 'Client certificates are not used.'),
  card('@httpfunctions.get', 'Get', 'documented', (call) => parsed(call, 'GET')),
  card('@httpfunctions.post', 'Post', 'documented', (call) => parsed(call, 'POST'), TEXT_NOTE),
  card('@httpfunctions.put', 'Put', 'documented', (call) => parsed(call, 'PUT'), TEXT_NOTE),
  card('@httpfunctions.patch', 'Patch', 'documented', (call) => parsed(call, 'PATCH'), TEXT_NOTE),
  card('@httpfunctions.delete', 'Delete', 'documented', (call) => parsed(call, 'DELETE')),
  card('@httpfunctions.close', 'Close', 'documented', close, CLOSE_NOTE),
  card('http.close', 'Close', 'documented', close, CLOSE_NOTE),
];

async function raw(call: CardCall): Promise<Outputs> {
  const headers = headersOf(call.get('Request/Headers'), call);
  const method = (call.text('Request/Method') || 'GET').toUpperCase();
  const response = await call.send({
    method,
    url: urlOf(call, 'Request/URL', 'Request/Query'),
    headers: withDefaultType(headers, call),
    body: bodyText(call, 'Request/Body'),
  });
  if (call.run.semantics.rawErrors === 'card-error') assertSuccess(response);
  return { 'Response/Status Code': response.status, 'Response/Headers': response.headers, 'Response/Body': response.body };
}

async function kernelRaw(call: CardCall): Promise<Outputs> {
  const response = await call.send({
    method: (call.text('method') || 'GET').toUpperCase(),
    url: urlOf(call, 'url', 'query'),
    headers: withDefaultType(headersOf(call.get('headers'), call), call),
    body: bodyText(call, 'body'),
  });
  if (call.run.semantics.rawErrors === 'card-error') assertSuccess(response);
  return { statusCode: response.status, headers: response.headers, body: response.body };
}

const TYPES = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const;

function withDefaultType(headers: Map<string, string>, { run }: CardCall): Map<string, string> {
  const wanted = run.semantics.rawContentType;
  return wanted === 'none' || headers.has('content-type') ? headers : new Map([...headers, ['content-type', TYPES[wanted]]]);
}

/** Get, Post and similar cards return JSON. An object is sent as JSON, text unchanged. */
async function parsed(call: CardCall, method: string): Promise<Outputs> {
  const headers = headersOf(call.get('Request/Headers'), call);
  const hasBody = method !== 'GET' && call.slot('Request/Body') !== undefined;
  const body = hasBody ? sentBody(call) : undefined;
  // The default for text is not documented; text that is JSON is sent as JSON.
  if (body?.isJSON === true && !headers.has('content-type')) headers.set('content-type', 'application/json');
  const response = await call.send({ method, url: urlOf(call, 'Request/URL', 'Request/Query'), headers, body: body?.text });
  assertSuccess(response);
  return { 'Response/Status Code': response.status, 'Response/Headers': response.headers, 'Response/Body': jsonOrText(response.body) };
}

interface SentBody {
  readonly text: string;
  readonly isJSON: boolean;
}

function sentBody(call: CardCall): SentBody {
  const body = call.get('Request/Body');
  if (typeof body !== 'string') return { text: JSON.stringify(body ?? {}), isJSON: true };
  return body === '' ? { text: '{}', isJSON: true } : { text: body, isJSON: typeof jsonOrText(body) === 'object' };
}

/** A status of 400 or more is a card error with the status as its code. The console's message is not published. */
export function assertSuccess({ status, body }: CardResponse): void {
  if (status < 400) return;
  const shown = body.length > 200 ? `${body.slice(0, 200)}…` : body;
  throw new CardError(`${status} response${shown === '' ? '' : `: ${shown}`}`, status, new Map([['body', jsonOrText(body)]]));
}

function urlOf(call: CardCall, urlInput: string, queryInput: string): string {
  const url = call.text(urlInput).trim();
  const query = queryText(call.get(queryInput), call);
  if (query === '') return url;
  return `${url}${url.includes('?') ? '&' : '?'}${query}`;
}

/** An object becomes the query string. How text is sent is not published, so it is an option. */
export function queryText(query: unknown, { run }: CardCall): string {
  if (isObject(query)) {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      for (const item of Array.isArray(value) ? value : [value]) form.append(name, toText(item, run.semantics));
    }
    return form.toString();
  }
  const text = toText(query, run.semantics).replace(/^\?/, '');
  if (run.semantics.stringQuery === 'as-is') return text.replaceAll('#', '%23');
  return text
    .split('&')
    .map((part) => part.replace(/=(.*)$/s, (_, value: string) => `=${encodeURIComponent(value.toWellFormed())}`))
    .join('&');
}

/** Header names are lower-cased because HTTP ignores case. Throws CardError for characters that headers can't have. */
export function headersOf(value: unknown, { run }: CardCall): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [name, held] of Object.entries(toObject(value))) {
    const text = toText(held, run.semantics).trim();
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || /[^\t\u0020-\u007E\u0080-\u00FF]/.test(text)) {
      throw new CardError(`'${name.slice(0, 40)}' can't be sent as a header: its name or value contains characters that are not allowed.`);
    }
    headers.set(name.toLowerCase(), text);
  }
  return headers;
}

function bodyText(call: CardCall, input: string): string | undefined {
  const body = call.get(input);
  if (body === undefined || body === null || body === '') return undefined;
  return call.text(input);
}

/**
 * Sets the response; the flow continues. The connector's card has one object each for headers and body; the kernel card has
 * one group of fields each, according to its help page.
 */
function close(call: CardCall): Outputs {
  const part = (name: string): unknown => {
    const fields = call.group(name);
    return call.get(`Response/${name}`) ?? call.get(name) ?? (fields.size > 0 ? Object.fromEntries(fields) : undefined);
  };
  const status = call.slot('Response/statusCode') === undefined ? 'statusCode' : 'Response/statusCode';
  call.run.response.sent ??= new Map<string, unknown>([
    ['statusCode', call.number(status) || 200],
    ['headers', part('headers') ?? {}],
    ['body', part('body') ?? null],
  ]);
  return {};
}
