import type { FlowRequest } from './network.js';

/** A request may have any number of fields; more than this are ignored. */
const MAX_FIELDS = 100;

/**
 * The fields of a request's query and form body together, by name, as the server reads them.
 * @example decodedFields({ url: 'https://host/?type=get', body: '', headers: {} }) // { type: 'get' }
 */
export function decodedFields({ url, body, headers }: Pick<FlowRequest, 'url' | 'body' | 'headers'>): Record<string, string> {
  const isForm = /form-urlencoded/i.test(headers['content-type'] ?? '') || /^[\w.-]+=/.test(body);
  const query = new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?') + 1) : '');
  const fields = [...query, ...(isForm ? new URLSearchParams(body) : [])];
  return Object.fromEntries(fields.slice(0, MAX_FIELDS));
}
