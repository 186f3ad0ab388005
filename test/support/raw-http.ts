import { connect, type Socket } from 'node:net';
import type { Emulator } from '../../src/index.js';
import { ENDPOINT_PATH } from '../../src/protocol/endpoint.js';

/** The bytes of a form POST to the endpoint. */
export function rawPost(body: string, headers: Readonly<Record<string, string | number>> = {}): string {
  return rawRequest('POST', ENDPOINT_PATH, body, { 'content-type': 'application/x-www-form-urlencoded', ...headers });
}

export function rawRequest(method: string, path: string, body = '', headers: Readonly<Record<string, string | number>> = {}): string {
  const all = { host: '127.0.0.1', 'content-length': Buffer.byteLength(body), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

/** The form body of a job with the emulator's own credentials. */
export function formOf(emulator: Pick<Emulator, 'credentials'>, job: object, fields: Readonly<Record<string, string>> = {}): string {
  return new URLSearchParams({
    requestJobDescription: JSON.stringify({ credentials: emulator.credentials, ...job }),
    ...fields,
  }).toString();
}

export const POLICY_LIST = { type: 'get', inputSettings: { type: 'policyList' } };

/** A client's socket and the data it has received. */
export interface RawClient {
  readonly socket: Socket;
  heard(): string;
  /** The data received once `text` has arrived `times` times. */
  until(text: string, times?: number): Promise<string>;
  /** The data received until the server closed. Ends with `[ECONNRESET]` or similar if the connection was reset. */
  closed(): Promise<string>;
}

export async function openClient(url: string): Promise<RawClient> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  const changes = new Set<() => void>();
  const tell = (): void => {
    for (const change of changes) change();
  };
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    text += chunk;
    tell();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    text += `[${error.code}]`;
  });
  socket.on('close', tell);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const when = (condition: () => boolean): Promise<string> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        if (condition()) resolve(text);
        else if (socket.closed) reject(new Error(`The server closed after: ${text}`));
        else return;
        changes.delete(check);
      };
      changes.add(check);
      check();
    });
  return {
    socket,
    heard: () => text,
    until: (wanted, times = 1) => when(() => text.split(wanted).length > times),
    closed: () => when(() => socket.closed),
  };
}

/** Sends bytes, ends its side, and returns everything received. */
export async function sendRaw(url: string, bytes: string | Uint8Array): Promise<string> {
  const client = await openClient(url);
  client.socket.end(bytes);
  return client.closed();
}
