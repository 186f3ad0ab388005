import type { IncomingMessage } from 'node:http';
import { hashSecret } from '../emulator/accounts/secrets.js';
import { UserError } from '../util/user-error.js';

export interface ConsoleAccess {
  /** The address that the console listens on. */
  readonly host: string;
  /** If given, required as `Authorization: Bearer …`. */
  readonly token: string | undefined;
}

/** RFC 9457 problem details. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
}

export function problem(status: number, title: string, detail: string): Problem {
  return { type: 'about:blank', title, status, detail };
}

/** The console would be open to the network without a token. The message says what to do. */
export class ConsoleAccessError extends UserError {
  override readonly name = 'ConsoleAccessError';
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/** The console can read and change everything, so only loopback addresses need no token. */
export function assertSafeConsole({ host, token }: ConsoleAccess): void {
  if (LOOPBACK.has(host) || token) return;
  throw new ConsoleAccessError(
    `The console on ${host} would be open to the network. Set a token with --console-token, or keep the console on 127.0.0.1.`,
  );
}

/**
 * Returns why a request is refused, or undefined. Web pages must not reach the console through the user's browser: a foreign
 * Host indicates DNS rebinding, and a foreign Origin another site's script.
 */
export function refuseAccess(request: IncomingMessage, { token }: ConsoleAccess): Problem | undefined {
  const { host = '', origin, authorization = '', cookie = '' } = request.headers;
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) {
    return problem(403, 'Foreign origin', 'The console only accepts requests from its own pages.');
  }
  // Browsers say which site a request comes from. Pages of other sites may link to the console, and nothing else.
  const isLink = request.headers['sec-fetch-mode'] === 'navigate' && request.method === 'GET';
  if (request.headers['sec-fetch-site'] === 'cross-site' && !isLink) {
    return problem(403, 'Foreign site', 'The console only accepts requests from its own pages.');
  }
  if (token === undefined) {
    const name = host.replace(/:\d+$/, '').toLowerCase();
    return LOOPBACK.has(name)
      ? undefined
      : problem(
          403,
          'Foreign host',
          'Without a token, the console only accepts localhost as its host name. To use another, set a token with --console-token.',
        );
  }
  // A container's health check has no token, and this route only reveals that the process is running.
  if (request.url === '/_emulator/health') return undefined;
  // Comparing hashes reveals nothing about the token through timing.
  if (hashSecret(authorization.replace(/^Bearer /i, '')) === hashSecret(token)) return undefined;
  if (hashSecret(cookieValue(cookie)) === hashSecret(sessionOf(token))) return undefined;
  return problem(
    401,
    'Token required',
    'Send the token of --console-token as Authorization: Bearer YOUR_TOKEN. In a browser, open /?token=YOUR_TOKEN once.',
  );
}

const COOKIE = 'expensify-emulator-console';

/** The cookie's value, which a browser keeps instead of the token. */
function sessionOf(token: string): string {
  return hashSecret(`session ${token}`);
}

function cookieValue(cookies: string): string {
  const prefix = `${COOKIE}=`;
  const found = cookies.split('; ').find((one) => one.startsWith(prefix));
  return found?.slice(prefix.length) ?? '';
}

/** The cookie for a browser that opened `/?token=…` with the right token. Pages can't read it, and other sites can't send it. */
export function sessionCookie(request: IncomingMessage, { token }: ConsoleAccess): string | undefined {
  const query = /^\/\?token=([^&]*)$/.exec(request.url ?? '')?.[1];
  if (token === undefined || query === undefined) return undefined;
  // A link has %20 for a space, and the form of the page that asks for the token has +.
  const given = [query, query.replaceAll('+', ' ')].map((text) => hashSecret(decode(text)));
  if (!given.includes(hashSecret(token))) return undefined;
  return `${COOKIE}=${sessionOf(token)}; HttpOnly; SameSite=Strict; Path=/`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
