import { readJson } from '../util/read-json.js';

export const BYTE_ORDER_MARK = '\uFEFF';

/** JSON with a byte order mark in front read over: whoever minds it says so once. Undefined for what is not JSON. */
export function readMarkedJson(text: string): unknown {
  return readJson(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
}
