import type { JournalEntry } from '../emulator/journal/journal.js';
import { isScimURL } from '../protocol/scim/operations.js';

/**
 * Builds a curl command that sends the same bytes to this emulator. The secret is whatever the entry shows in its place, and the
 * SCIM token is a shell variable.
 */
export function curlOf({ request }: JournalEntry, endpoint: string): string {
  const { method, url, contentType, body } = request;
  const implied = body === '' ? 'GET' : 'POST';
  const target = targetOf(url, new URL(endpoint || 'http://127.0.0.1:4310').origin);
  const parts = [
    // curl would expand brackets and braces in a URL to a list of URLs.
    `curl -s${/[[\]{}]/.test(target) ? 'g' : ''} ${quoted(target)}`,
    ...(method === implied ? [] : [method === 'HEAD' && body === '' ? '--head' : `-X ${quoted(method)}`]),
    // Double quotes let the shell expand the variable.
    ...(isScimURL(request.url) ? ['-H "authorization: Bearer $SCIM_TOKEN"'] : []),
    ...(contentType === undefined ? [] : [`-H ${quoted(`content-type: ${contentType}`)}`]),
    // Unlike --data-binary, --data-raw does not read a file if the body starts with @.
    ...(body === '' ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return `${parts.join(' \\\n  ')}\n`;
}

/** A request line may contain a whole URL or `//host/path`. The command must not send a secret to that host. */
function targetOf(url: string, origin: string): string {
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  return new URL(`${origin}${path.startsWith('/') ? '' : '/'}${path}`).href;
}

/** Quotes text for a shell: inside single quotes, only the single quote has a meaning. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Builds a fault that returns the same response to the same job once. It is an input for POST faults. */
export function stubOf({ job, response }: JournalEntry): object {
  const { status, body, contentType } = response;
  return { ...(job !== undefined && { job }), times: 1, status, body, ...(contentType !== '' && { contentType }) };
}
