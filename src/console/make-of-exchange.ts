import type { JournalEntry } from '../emulator/journal/journal.js';
import { isScimURL } from '../protocol/scim/operations.js';

/**
 * A curl command that sends the same bytes to this emulator. The secret is what the entry has in its place; the SCIM token is a shell
 * variable.
 */
export function curlOf({ request }: JournalEntry, endpoint: string): string {
  const { method, url, contentType, body } = request;
  const implied = body === '' ? 'GET' : 'POST';
  const target = targetOf(url, new URL(endpoint || 'http://127.0.0.1:4310').origin);
  const parts = [
    // curl takes brackets and braces in a URL for a list of URLs.
    `curl -s${/[[\]{}]/.test(target) ? 'g' : ''} ${quoted(target)}`,
    ...(method === implied ? [] : [method === 'HEAD' && body === '' ? '--head' : `-X ${quoted(method)}`]),
    // In double quotes, so that the shell expands the variable.
    ...(isScimURL(request.url) ? ['-H "authorization: Bearer $SCIM_TOKEN"'] : []),
    ...(contentType === undefined ? [] : [`-H ${quoted(`content-type: ${contentType}`)}`]),
    // Unlike --data-binary, it reads no file when the body begins with an @.
    ...(body === '' ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return `${parts.join(' \\\n  ')}\n`;
}

/** A request line may hold a whole URL, or `//host/path`, and the line must not send a secret there. */
function targetOf(url: string, origin: string): string {
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  return new URL(`${origin}${path.startsWith('/') ? '' : '/'}${path}`).href;
}

/** For a shell: everything stands for itself in single quotes, but the quote. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A fault that gives the same answer to the same job, once: for POST faults. */
export function stubOf({ job, response }: JournalEntry): object {
  const { status, body, contentType } = response;
  return { ...(job !== undefined && { job }), times: 1, status, body, ...(contentType !== '' && { contentType }) };
}
