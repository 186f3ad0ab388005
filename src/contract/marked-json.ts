import { readJson } from '../util/read-json.js';

export const BYTE_ORDER_MARK = '\uFEFF';

/** Parses JSON and ignores a byte order mark, which is reported elsewhere. Undefined for text that is not JSON. */
export function readMarkedJson(text: string): unknown {
  return readJson(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
}
