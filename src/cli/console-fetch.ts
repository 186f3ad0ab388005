import { Readable } from 'node:stream';

export interface ConsoleRequest {
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** Statuses whose response has no body, for which `Response` takes none. */
const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * Sends one request on a connection of its own, and follows no redirect. Rejects with the connection's error, or when the signal aborts.
 * Not `fetch`: in Node 20 it never settles if the server closes the new connection at once, and then the process ends in silence.
 */
export async function fetchConsole(url: string, { method = 'GET', headers, body, signal }: ConsoleRequest): Promise<Response> {
  const { request } = url.startsWith('https:') ? await import('node:https') : await import('node:http');
  return new Promise((resolve, reject) => {
    request(url, { method, headers, signal, agent: false }, (message) => {
      const status = message.statusCode ?? 0;
      const type = message.headers['content-type'];
      if (WITHOUT_BODY.has(status)) message.resume();
      // The types of a Node stream and of a web stream of bytes differ in details that Response does not use.
      const stream = WITHOUT_BODY.has(status) ? null : (Readable.toWeb(message) as ReadableStream);
      resolve(new Response(stream, { status, headers: type === undefined ? {} : { 'content-type': type } }));
    })
      .on('error', reject)
      .end(body);
  });
}
