import type { JournalEntry } from '../emulator/journal/journal.js';
import { isScimURL } from '../protocol/scim/operations.js';
import { REDACTED } from '../util/redact/redact.js';

/**
 * Builds a curl command that sends the same request to this emulator. A form is sent field by field, so that people can read and change
 * it; any other body is sent byte by byte. A secret that the entry doesn't show and the SCIM token are shell variables.
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
    ...(contentType === undefined || isPlainForm(request) ? [] : [`-H ${quoted(`content-type: ${contentType}`)}`]),
    ...dataOf(request),
  ];
  return `${parts.join(' \\\n  ')}\n`;
}

/** True for a form that curl can build again from its fields, without a loss. */
function isPlainForm({ contentType, body, fields }: JournalEntry['request']): boolean {
  if (contentType?.split(';')[0]?.trim().toLowerCase() !== 'application/x-www-form-urlencoded') return false;
  const sent = [...new URLSearchParams(body)];
  // A raw + or an unencoded & may be a mistake of the client, which the command must repeat.
  const isSame = (encoded: string): boolean => plain(encoded) === plain(body);
  const names = Object.keys(fields);
  return (
    sent.length === names.length &&
    sent.every(([name, value]) => /^\w+$/.test(name) && fields[name] === value) &&
    (isSame(new URLSearchParams(sent).toString()) || isSame(sent.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')))
  );
}

/** The journal writes its mark of a secret, and the quotes around it, without encoding them. */
function plain(body: string): string {
  return body.toLowerCase().replaceAll('%22', '"').replaceAll('%5b', '[').replaceAll('%5d', ']');
}

function dataOf(request: JournalEntry['request']): string[] {
  const { body, fields } = request;
  if (isPlainForm(request))
    return Object.entries(fields).map(([name, value]) => `--data-urlencode ${withSecret(quoted(`${name}=${value}`))}`);
  // Unlike --data-binary, --data-raw does not read a file if the body starts with @.
  return body === '' ? [] : [`--data-raw ${quoted(body)}`];
}

/** Ends the quotes for the variable, which the shell replaces within double quotes. */
function withSecret(text: string): string {
  return text.replaceAll(REDACTED, `'"$SECRET"'`);
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
