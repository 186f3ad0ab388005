/** What an emulator has to say about a request. */
export interface FlowAdvisory {
  readonly code: string;
  readonly message: string;
}

/** Advisories of a target that are looked at, newest last. */
const MAX_LOOKED_AT = 50;

/**
 * The advisories that an emulator put into the headers of a response: the codes in one, the messages in another. Where the second
 * header is missing or cut, the newest advisory of the target with the same code is taken. The message is '' when nothing has it.
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
