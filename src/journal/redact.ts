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
const SECRET_KEY = /partnerUserSecret|password|passwd/gi;
/** Behind a key: what leads to its value, and the value, however quoted, escaped or percent-encoded. */
const SECRET_VALUE = new RegExp(`(${QUOTE}?${SPACE}(?::|=|%3A|%3D)${SPACE})(?:${VALUES.join('|')})`, 'isy');
const FIELD_START = /(?:^|[&?])(?:feed)?$/i;
/** Behind a form field of its own: the value goes on to the next &. */
const SECRET_FIELD = /(=)[^&]*/y;
/** `https://user:password@host`, plain, with escaped slashes, or percent-encoded. */
const SECRET_IN_URL =
  /((?::|%3A)(?:\\?\/|(?:%5C)?%2F){2}(?:(?!%40|%3A|%2F|%22)[^\s/@:"'\\])*(?::|%3A))(?:(?!%40|%2F|%22)[^\s/@"'\\])+(?=@|%40)/gi;

/** Takes the secrets of one exchange out of its texts. */
export interface Redactor {
  /** Text the client wrote: values of known keys, passwords in URLs, and every given secret in any spelling. */
  request(text: string): string;
  /** JSON of our own making, which holds no secret but a given one, and a plain one as it is. */
  answer(text: string): string;
}

/** @example createRedactor([]).request('{"partnerUserSecret":"abc"}') // '{"partnerUserSecret":"[redacted]"}' */
export function createRedactor(secrets: readonly string[]): Redactor {
  const known = secrets.filter((secret) => secret.length >= SHORTEST_SECRET).map((secret) => ({ secret, isPlain: PLAIN.test(secret) }));
  return {
    request: (text) => {
      const mayBeEscaped = (text.includes('%') || text.includes('\\')) && ODD_ESCAPE.test(text);
      let redacted = text;
      for (const { secret, isPlain } of known) redacted = withoutSecret(redacted, secret, isPlain && !mayBeEscaped);
      if (KEY_HINT.test(redacted)) redacted = withoutKeyedValues(redacted);
      return URL_HINTS.some((hint) => redacted.includes(hint)) ? redacted.replace(SECRET_IN_URL, `$1${REDACTED}`) : redacted;
    },
    answer: (text) => known.reduce((redacted, { secret, isPlain }) => withoutSecret(redacted, secret, isPlain), text),
  };
}

function withoutSecret(text: string, secret: string, asItIs: boolean): string {
  if (!asItIs) return text.replace(spellingsOf(secret), REDACTED);
  return text.includes(secret) ? text.replaceAll(secret, REDACTED) : text;
}

/** Looks behind each key by a sticky pattern: a global one would try its many alternatives at every character. */
function withoutKeyedValues(text: string): string {
  let redacted = '';
  let done = 0;
  SECRET_KEY.lastIndex = 0;
  for (let key = SECRET_KEY.exec(text); key !== null; key = SECRET_KEY.exec(text)) {
    const before = text.slice(Math.max(0, key.index - 5), key.index);
    const pattern = FIELD_START.test(before) && text[SECRET_KEY.lastIndex] === '=' ? SECRET_FIELD : SECRET_VALUE;
    pattern.lastIndex = SECRET_KEY.lastIndex;
    const value = pattern.exec(text);
    if (value === null) continue;
    redacted += `${text.slice(done, value.index)}${value[1]}"${REDACTED}"`;
    done = value.index + value[0].length;
    SECRET_KEY.lastIndex = done;
  }
  return redacted + text.slice(done);
}

/** A quick look first, as most texts hold nothing of the kind. */
const KEY_HINT = /secret|passw/i;
const URL_HINTS = ['//', '/\\/', '%2F%2F', '%2f%2f', '%2F%5C%2F', '%2f%5c%2f'];

/** Letters and digits can only be spelled otherwise by escapes that no encoder makes; most texts have none. */
const PLAIN = /^[A-Za-z0-9._~-]+$/;
/** A percent-encoded letter, digit, or one of `-._~`; or a JSON escape by number. */
const ODD_ESCAPE = /%(?:3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa]|2[DdEe]|5[Ff]|7[Ee])|(?:\\|%5[Cc])u/;

/** Shorter ones would blank out innocent text; as values of their keys they are redacted all the same. */
const SHORTEST_SECRET = 4;
const LONGEST_SECRET = 512;
/** Of a secret as it may stand in a text: `%5Cu0041` is the longest way to write a character. */
export const LONGEST_SPELLING = LONGEST_SECRET * 8;

const spellings = new Map<string, RegExp>();
const MOST_SPELLINGS = 200;

/** Each character as itself, percent-encoded, or as a JSON escape. */
function spellingsOf(secret: string): RegExp {
  const known = spellings.get(secret);
  if (known !== undefined) return known;
  if (spellings.size >= MOST_SPELLINGS) spellings.clear();
  const pattern = new RegExp(Array.from(secret.slice(0, LONGEST_SECRET), spellingsOfCharacter).join(''), 'gi');
  spellings.set(secret, pattern);
  return pattern;
}

function spellingsOfCharacter(character: string): string {
  const literal = character.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const encoded = character.isWellFormed() ? encodeURIComponent(character) : '%EF%BF%BD';
  const percent = encoded.startsWith('%') ? encoded : `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  const escaped = Array.from(
    { length: character.length },
    (_, index) => `u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('(?:\\\\|%5C)');
  const space = character === ' ' ? '|\\+' : '';
  const slashed = /["'\\/]/.test(character) ? `|(?:\\\\|%5C)(?:${literal}|${percent})` : '';
  return `(?:${literal}|${percent}|(?:\\\\|%5C)${escaped}${space}${slashed})`;
}
