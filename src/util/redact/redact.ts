import { canonical, findSecrets } from './canonical.js';
import { SECRET_BEGINNINGS, SECRET_KEYS, SECRET_PARAMETERS } from './secret-names.js';

/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

const QUOTE = String.raw`(?:\\?"|\\?'|%22|%27|%5C%22)`;
const SPACE = String.raw`(?:\s|\+|%20|%0A|%0D|%09)*`;
/** A value in each kind of quote, up to the end of its own kind; and one without, up to the next separator. */
const VALUES = [
  String.raw`"(?:[^"\\]|\\.)*"?`,
  String.raw`'(?:[^'\\]|\\.)*'?`,
  '%22(?:(?!%22|%5C).|%5C(?:%[0-9A-F]{2}|.))*(?:%22)?',
  '%27(?:(?!%27).)*(?:%27)?',
  // JSON inside JSON, where an inner backslash is two; plain and percent-encoded.
  String.raw`\\"(?:\\\\(?:\\.|[^\\])|\\[^"\\]|[^\\])*(?:\\")?`,
  '%5C%22(?:%5C%5C(?:%5C(?:%[0-9A-F]{2}|.)|%(?!5C)[0-9A-F]{2}|[^%])|%5C(?!%22|%5C).|(?!%5C).)*(?:%5C%22)?',
  String.raw`[^\s,&}%"']+`,
];
/** Keys whose values are secrets, wherever they stand. */
const SECRET_KEY = new RegExp(SECRET_KEYS, 'gi');
/** Behind a key: what leads to its value, and the value, however quoted, escaped or percent-encoded. */
const SECRET_VALUE = new RegExp(`(${QUOTE}?${SPACE}(?::|=|%3A|%3D)${SPACE})(?:${VALUES.join('|')})`, 'isy');
const FIELD_START = /(?:^|[&?])(?:feed)?$/i;
/** Behind a form field of its own: the value goes on to the next &. */
const SECRET_FIELD = /(=)[^&]*/y;
/** `https://user:password@host`, plain, with escaped slashes, or percent-encoded. */
const SECRET_IN_URL =
  /((?::|%3A)(?:\\?\/|(?:%5C)?%2F){2}(?:(?!%40|%3A|%2F|%22)[^\s/@:"'\\]){0,300}(?::|%3A))(?:(?!%2F|%22)[^\s/"'\\]){1,600}(?=@|%40)/gi;

/** A secret's name in a text that is no JSON, whatever stands between it and the value, and the value. */
const NAMED_LOOSELY = new RegExp(
  String.raw`((?:${SECRET_BEGINNINGS})[a-z]{0,20}(?:(?:&|%(?:25){0,3}26)#?[a-z0-9]{2,6}(?:;|%(?:25){0,3}3b)|%(?:25){0,3}[0-9a-f]{2}|[^a-z0-9]){1,60})(?:(?!%(?:25){0,3}(?:2c|7d|26))[^\s,&}<>"'\u201c\u201d])+`,
  'gi',
);
/** A parameter of a form or of a URL in a text, and its value. */
const SECRET_PARAMETER = new RegExp(String.raw`((?:^|[?&;])(?:${SECRET_PARAMETERS})=)[^&;#\s"'<>]+`, 'gim');
const PARAMETER_HINT = new RegExp(`(?:${SECRET_PARAMETERS})=`, 'i');

/** Takes the secrets of one exchange out of its texts. */
export interface Redactor {
  /** Text the client wrote: values of known keys, passwords in URLs, and every given secret in any spelling. */
  request(text: string): string;
  /** JSON of our own making, which holds no secret but a given one, and a plain one as it is. */
  answer(text: string): string;
}

/**
 * A job that nobody could read may hold its secret in any disguise; with `isReadable` false everything behind the name of
 * a secret is taken out.
 * @example createRedactor([]).request('{"partnerUserSecret":"abc"}') // '{"partnerUserSecret":"[redacted]"}'
 */
export function createRedactor(secrets: readonly string[], isReadable = true): Redactor {
  if (secrets.reduce((sum, { length }) => sum + length, 0) > MAX_CHARACTERS) return BLANK;
  const known = secrets
    .filter((secret) => secret.length >= MIN_SECRET_LENGTH)
    .flatMap(piecesOf)
    .map(toSearched);
  return {
    request: (text) => {
      const mayBeEscaped = (text.includes('%') || text.includes('\\')) && ODD_ESCAPE.test(text);
      let redacted = withoutSecrets(text, known, mayBeEscaped);
      if (KEY_HINT.test(redacted)) redacted = withoutKeyedValues(redacted);
      if (PARAMETER_HINT.test(redacted)) redacted = redacted.replace(SECRET_PARAMETER, `$1${REDACTED}`);
      if (!isReadable) redacted = redacted.replace(NAMED_LOOSELY, `$1"${REDACTED}"`);
      return redacted.replace(SECRET_IN_URL, `$1${REDACTED}`);
    },
    answer: (text) => withoutSecrets(text, known, false),
  };
}

/** Looking for a megabyte of secrets takes seconds, and nobody has so many: then no text is kept at all. */
const MAX_CHARACTERS = 24 * 1024;
const blank = (text: string): string => (text === '' ? '' : REDACTED);
const BLANK: Redactor = { request: blank, answer: blank };

/** A long secret is also looked for in pieces, as a text may be cut in it. The last piece is as long as the others. */
function piecesOf(secret: string): string[] {
  if (secret.length <= MAX_SECRET_LENGTH) return [secret];
  const last = secret.length - MAX_SECRET_LENGTH;
  const count = Math.ceil(secret.length / MAX_SECRET_LENGTH);
  const pieces = Array.from({ length: count }, (_, index) => {
    const start = Math.min(index * MAX_SECRET_LENGTH, last);
    return secret.slice(start, start + MAX_SECRET_LENGTH);
  });
  return [secret, ...pieces];
}

interface Searched {
  readonly secret: string;
  readonly canonical: string;
  /** True when no encoder spells it otherwise. */
  readonly isPlain: boolean;
}

const searched = new Map<string, Searched>();
const MAX_SEARCHED = 200;

function toSearched(secret: string): Searched {
  const known = searched.get(secret);
  if (known !== undefined) return known;
  if (searched.size >= MAX_SEARCHED) searched.clear();
  const made = { secret, canonical: canonical(secret).text, isPlain: PLAIN.test(secret) };
  searched.set(secret, made);
  return made;
}

function withoutSecrets(text: string, secrets: readonly Searched[], mayBeEscaped: boolean): string {
  let redacted = text;
  const spelled: string[] = [];
  for (const { secret, canonical: plain, isPlain } of secrets) {
    redacted = redacted.replaceAll(secret, REDACTED);
    // What consists of escapes alone is found as it stands, or behind its key.
    if ((!isPlain || mayBeEscaped) && plain.length >= MIN_SECRET_LENGTH) spelled.push(plain);
  }
  if (spelled.length === 0) return redacted;
  let clean = '';
  let done = 0;
  for (const { start, end } of findSecrets(redacted, spelled)) {
    clean += redacted.slice(done, start) + REDACTED;
    done = end;
  }
  return clean + redacted.slice(done);
}

/** Looks behind each key by a sticky pattern: a global one would try its many alternatives at every character. */
function* keyedValues(text: string): Generator<{ readonly start: number; readonly end: number; readonly lead: string }> {
  SECRET_KEY.lastIndex = 0;
  for (let key = SECRET_KEY.exec(text); key !== null; key = SECRET_KEY.exec(text)) {
    const before = text.slice(Math.max(0, key.index - 5), key.index);
    const pattern = FIELD_START.test(before) && text[SECRET_KEY.lastIndex] === '=' ? SECRET_FIELD : SECRET_VALUE;
    pattern.lastIndex = SECRET_KEY.lastIndex;
    const value = pattern.exec(text);
    if (value === null) continue;
    const end = value.index + value[0].length;
    yield { start: value.index, end, lead: value[1] ?? '' };
    SECRET_KEY.lastIndex = end;
  }
}

function withoutKeyedValues(text: string): string {
  let redacted = '';
  let done = 0;
  for (const { start, end, lead } of keyedValues(text)) {
    redacted += `${text.slice(done, start)}${lead}"${REDACTED}"`;
    done = end;
  }
  return redacted + text.slice(done);
}

/**
 * The values that `request` takes out by the keys before them, without their quotes and encodings.
 * @example secretsNamedIn('password=%22a%20b%22') // ['a b']
 */
export function secretsNamedIn(text: string): string[] {
  if (!KEY_HINT.test(text)) return [];
  return Array.from(keyedValues(text), ({ start, end, lead }) =>
    canonical(text.slice(start + lead.length, end)).text.replace(/^["']|["']$/g, ''),
  );
}

/** A quick look first, as most texts hold nothing of the kind. */
const KEY_HINT = /secret|passw/i;

/** Letters and digits can only be spelled otherwise by escapes that no encoder makes; most texts have none. */
const PLAIN = /^[A-Za-z0-9._~-]+$/;
/** A percent-encoded letter, digit, or one of `-._~`; or a backslash before what JSON does not escape by it. */
const ODD_ESCAPE = /%(?:3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa]|2[DdEe]|5[Ff]|7[Ee])|(?:\\|%5[Cc])[^"'\\/%bfnrt]/;

/** Shorter ones would blank out innocent text; as values of their keys they are redacted all the same. */
const MIN_SECRET_LENGTH = 4;
const MAX_SECRET_LENGTH = 512;
/** Of a secret as it may stand in a text: `%5Cu0041` is the longest way to write a character. */
export const MAX_SPELLING_LENGTH = MAX_SECRET_LENGTH * 8;
