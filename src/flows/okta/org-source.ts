import { jsonOrText } from '../../util/read-json.js';
import { shownURL } from '../../util/redact/shown-url.js';
import { CardError, RunStopped } from '../engine/errors.js';
import type { Network, Sender } from '../network/network.js';
import { FlowInputError } from '../problem.js';
import type { OktaAnswer, OktaRequest, OktaSource } from './source.js';

/** An Okta org, or an emulator of one. */
export interface OktaOrg {
  /** `https://acme.okta.com` */
  readonly url: string;
  /** An API token of the org, sent as `Authorization: SSWS …`. */
  readonly token: string;
  /** Default false: only GET requests are sent. */
  readonly allowWrites?: boolean;
}

/** The maximum of the users API; other lists allow more. */
const MOST_OF_A_PAGE = 200;

/**
 * Sends the requests of Okta cards to an org. It only contacts the org's origin, does not follow redirects, and without
 * `allowWrites` changes nothing. Throws FlowInputError for an unusable URL or token.
 * @example orgSource({ url: 'https://acme.okta.com', token }, network)
 */
export function orgSource({ url, token, allowWrites = false }: OktaOrg, network: Network): OktaSource {
  const base = assertOrg(url, token);
  return {
    origin: base.origin,
    mostOfAPage: MOST_OF_A_PAGE,
    answer: async (request, sender) => {
      if (request.method !== 'GET' && !allowWrites) throw refused(request, base, sender);
      return send(request, base, token, network, sender);
    },
    hint: ({ status }) => (status === 401 ? ' Check the token in OKTA_API_TOKEN.' : ''),
  };
}

function assertOrg(url: string, token: string): URL {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    throw new FlowInputError(`The Okta org '${shownURL(url)}' is not an http or https URL, such as https://acme.okta.com.`);
  const base = new URL(url);
  if (base.username !== '' || base.password !== '')
    throw new FlowInputError('The URL of the Okta org must not contain a user name or a password.');
  if (base.pathname !== '/' || base.search !== '')
    throw new FlowInputError(`The URL of the Okta org must not have a path or a query: use ${base.origin}.`);
  if (base.protocol === 'http:' && !isNear(base))
    throw new FlowInputError(`The Okta org ${base.origin} must be an https URL. Over http, the token would be sent unencrypted.`);
  if (!/^[\x21-\x7e]{1,4096}$/.test(token))
    throw new FlowInputError('The Okta API token is empty or contains characters that are not allowed in a header.');
  return base;
}

/** This machine, or a name without a dot, such as another container. */
function isNear({ hostname }: URL): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|[^.:]+)$/.test(hostname);
}

function refused({ method, path }: OktaRequest, { host }: URL, { title }: Sender): RunStopped {
  const shown = path.replace(/\?.*$/s, '');
  return new RunStopped(
    'host',
    `'${title}' tried to change ${host} (${method} ${shown}), but this run is read-only. Add a stub for the card, or allow changes with --allow-okta-writes.`,
  );
}

async function send({ method, path, body }: OktaRequest, base: URL, token: string, network: Network, sender: Sender): Promise<OktaAnswer> {
  const url = new URL(path, base);
  const headers = new Map([
    ['accept', 'application/json'],
    ['authorization', `SSWS ${token}`],
    ...(body === undefined ? [] : ([['content-type', 'application/json']] as const)),
  ]);
  // A path such as //elsewhere.example would send the token to another host.
  if (url.origin !== base.origin)
    throw new RunStopped('host', `'${sender.title}' tried to contact ${url.host} instead of ${base.host}. Check its relative URL.`);
  const request = { method, url: url.href, headers, body: body === undefined ? undefined : JSON.stringify(body) };
  const response = await network.send(sender, request, { url, fetch, isTarget: false, isFixed: true });
  if (response.status >= 300 && response.status < 400)
    throw new CardError(`${base.host} returned a redirect (${response.status}), which was not followed. Check the URL of the Okta org.`);
  return { status: response.status, headers: response.headers, body: response.body === '' ? null : jsonOrText(response.body) };
}
