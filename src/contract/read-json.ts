export const BYTE_ORDER_MARK = '\uFEFF';

/** Undefined for what is no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same, with a byte order mark in front read over: whoever minds it says so once. */
export function readMarkedJson(text: string): unknown {
  return readJson(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
}
