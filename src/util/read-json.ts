/** Undefined for a text that is not JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A text that is not JSON stays unchanged. */
export function jsonOrText(text: string): unknown {
  const value = readJson(text);
  return value === undefined ? text : value;
}
