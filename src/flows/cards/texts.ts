import { createHmac, getHashes } from 'node:crypto';
import type { CardCall } from '../engine/card-call.js';
import { parseJson } from '../engine/convert.js';
import { CardError } from '../engine/errors.js';
import type { Outputs } from '../engine/leave.js';
import { card } from './define-card.js';

/** Cards for JSON, URLs and hashes. */
export const TEXTS = [
  card('json.parse', 'Parse', 'documented', (call) => ({ output: parseJson(call.text('string')) })),
  card('json.stringify', 'Stringify', 'measured', (call) => ({ output: JSON.stringify(call.get('object') ?? null) })),
  card('url.encodeComponent', 'Encode Component', 'measured', (call) => ({
    output: encodeURIComponent(call.searched('string').toWellFormed()),
  })),
  card(
    'url.parse',
    'Parse',
    'documented',
    parseURL,
    'The query has no question mark, and the path is returned as it is written (older copies of the page encode it). The page says that protocol is "http or https" but shows "http:"; exports and this card have no colon.',
  ),
  card(
    'crypto.hmac',
    'HMAC',
    'documented',
    hmac,
    'The page lists five algorithms, but exports list many more. The card accepts all that OpenSSL on this machine supports. Assumed: the default digest is hex.',
  ),
];

const URL_PARTS = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/(?:[^/?#]*@)?(?:\[[^\]]*\]|[^/?#:]*)(?::(\d*))?([^?#]*)/;

/** The parts as written: JavaScript's `URL` removes a default port and encodes the path. */
function parseURL(call: CardCall): Outputs {
  const text = call.text('url').trim();
  const parts = URL_PARTS.exec(text);
  if (parts === null || !URL.canParse(text)) throw new CardError(`'${text.slice(0, 60)}' is not a URL (input 'url').`);
  const { protocol, hostname } = new URL(text);
  const [, port = '', path = ''] = parts;
  return {
    protocol: protocol.slice(0, -1),
    host: hostname,
    port: port === '' ? null : Number(port),
    path: path === '' ? '/' : path,
    query: /\?([^#]*)/.exec(text.split('#', 1)[0] ?? '')?.[1] ?? '',
  };
}

function hmac(call: CardCall): Outputs {
  const algorithm = call.text('algorithm');
  if (!getHashes().includes(algorithm)) throw new CardError(`OpenSSL on this machine does not support the algorithm '${algorithm}'.`);
  const digest = call.text('digest') || 'hex';
  const encoding = digest === 'base64' ? 'base64' : digest === 'binary' ? 'binary' : 'hex';
  return { output: createHmac(algorithm, call.text('key')).update(call.text('data')).digest(encoding) };
}
