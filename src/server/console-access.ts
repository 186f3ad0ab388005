import type { IncomingMessage } from 'node:http';
import { hashSecret } from '../emulator/accounts/secrets.js';
import { UserError } from '../util/user-error.js';

export interface ConsoleAccess {
  /** The address the console is bound to. */
  readonly host: string;
  /** Asked for as `Authorization: Bearer …` when given. */
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

/** Open to the network without a token; the message says what to do. */
export class ConsoleAccessError extends UserError {
  override readonly name = 'ConsoleAccessError';
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/** The console shows everything and changes everything, so only loopback goes without a token. */
export function assertSafeConsole({ host, token }: ConsoleAccess): void {
  if (LOOPBACK.has(host) || token) return;
  throw new ConsoleAccessError(
    `The console on ${host} would be open to the network: give it a token with --console-token, or leave it on 127.0.0.1.`,
  );
}

/**
 * Why a request may not pass, or undefined. A web page must not reach the console through the browser of someone who
 * runs it: a foreign Host means DNS rebinding, a foreign Origin another site's script.
 */
export function refuseAccess(request: IncomingMessage, { token }: ConsoleAccess): Problem | undefined {
  const { host = '', origin, authorization = '', cookie = '' } = request.headers;
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) {
    return problem(403, 'Foreign origin', 'The console answers its own pages only.');
  }
  // Where a browser says whence it comes: another site's page may link here, and nothing else.
  if (request.headers['sec-fetch-site'] === 'cross-site' && request.headers['sec-fetch-mode'] !== 'navigate') {
    return problem(403, 'Foreign site', 'The console answers its own pages only.');
  }
  if (token === undefined) {
    const name = host.replace(/:\d+$/, '').toLowerCase();
    return LOOPBACK.has(name)
      ? undefined
      : problem(403, 'Foreign host', 'The console answers as localhost only; bind it elsewhere with a token.');
  }
  // A container's health check has no token, and learns nothing but that the process lives.
  if (request.url === '/_emulator/health') return undefined;
  // Hashes are compared, so the time it takes tells nothing about the token.
  if (hashSecret(authorization.replace(/^Bearer /i, '')) === hashSecret(token)) return undefined;
  if (hashSecret(cookieValue(cookie)) === hashSecret(sessionOf(token))) return undefined;
  return problem(
    401,
    'Token needed',
    'Send Authorization: Bearer with the token given as --console-token; in a browser, open /?token= followed by it once.',
  );
}

const COOKIE = 'expensify-emulator-console';

/** What a browser keeps instead of the token. */
function sessionOf(token: string): string {
  return hashSecret(`session ${token}`);
}

function cookieValue(cookies: string): string {
  const prefix = `${COOKIE}=`;
  const found = cookies.split('; ').find((one) => one.startsWith(prefix));
  return found?.slice(prefix.length) ?? '';
}

/** The cookie for a browser that opened `/?token=…` with the right token; pages cannot read it, other sites cannot send it. */
export function sessionCookie(request: IncomingMessage, { token }: ConsoleAccess): string | undefined {
  const query = /^\/\?token=([^&]*)$/.exec(request.url ?? '')?.[1];
  if (token === undefined || query === undefined || hashSecret(decode(query)) !== hashSecret(token)) return undefined;
  return `${COOKIE}=${sessionOf(token)}; HttpOnly; SameSite=Strict; Path=/`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
