/** Undefined for what is no JSON. A byte order mark in front is read over: whoever minds it says so once. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
