/** An advisory that an emulator sent with a response. */
export interface FlowAdvisory {
  readonly code: string;
  readonly message: string;
}

/** Number of the target's advisories to search, newest last. */
const MAX_LOOKED_AT = 50;

/**
 * The advisories in the headers of an emulator's response: codes in one header, messages in another. If the second header is
 * missing or truncated, the newest advisory of the target with the same code is used. Without one, the message is ''.
 * @example advisoriesOf({ 'x-emulator-advisory': 'unknown-key' }, () => []) // [{ code: 'unknown-key', message: '' }]
 */
export function advisoriesOf(headers: Readonly<Record<string, string>>, known: () => readonly FlowAdvisory[]): readonly FlowAdvisory[] {
  const codes = (headers['x-emulator-advisory'] ?? '').split(/[,\s]+/).filter(Boolean);
  if (codes.length === 0) return [];
  const told = messagesIn(headers['x-emulator-advisory-text'] ?? '').filter(({ code }) => codes.includes(code));
  const others = codes.filter((code) => !told.some((each) => each.code === code));
  const newest = others.length === 0 ? [] : known().slice(-MAX_LOOKED_AT);
  return [...told, ...others.map((code) => ({ code, message: newest.findLast((advisory) => advisory.code === code)?.message ?? '' }))];
}

function messagesIn(header: string): FlowAdvisory[] {
  return header.split(',').flatMap((item) => {
    const [code = '', message] = item.trim().split(';', 2);
    return message === undefined ? [] : [{ code, message: decoded(message) }];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
