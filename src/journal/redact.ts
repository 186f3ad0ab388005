/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

/**
 * Keys whose values are secrets, wherever they stand and however they are quoted, escaped or percent-encoded.
 * The value ends where its own kind of quote does, or at the next separator when it has none.
 */
const QUOTE = String.raw`(?:\\?"|\\?'|%22|%27|%5C%22)`;
const SECRET_KEY = '(?:partnerUserSecret|feedPassword|password|passwd)';
const SECRET_PAIR = new RegExp(
  String.raw`(${SECRET_KEY}${QUOTE}?(?:\s|\+|%20|%0A|%0D|%09)*(?::|=|%3A|%3D)(?:\s|\+|%20|%0A|%0D|%09)*)(?:"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|%22(?:(?!%22|%5C).|%5C(?:%[0-9A-F]{2}|.))*(?:%22)?|%27(?:(?!%27).)*(?:%27)?|\\"(?:(?!\\").)*(?:\\")?|[^\s,&}%"']+)`,
  'gis',
);

/**
 * Text without its secrets: values of known keys, and every given secret in any spelling.
 * @example redact('{"partnerUserSecret":"abc"}', []) // '{"partnerUserSecret":"[redacted]"}'
 */
export function redact(text: string, secrets: Iterable<string>): string {
  let redacted = text;
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET) continue;
    const mayBeEscaped = (redacted.includes('%') || redacted.includes('\\')) && ODD_ESCAPE.test(redacted);
    redacted =
      PLAIN.test(secret) && !mayBeEscaped ? redacted.replaceAll(secret, REDACTED) : redacted.replace(spellingsOf(secret), REDACTED);
  }
  return mayHoldKey(redacted) ? redacted.replace(SECRET_PAIR, `$1"${REDACTED}"`) : redacted;
}

/**
 * An answer without the given secrets. It can hold no secret but one the request brought, and as it is JSON of our own
 * making, a plain one stands there as it is.
 */
export function redactAnswer(text: string, secrets: Iterable<string>): string {
  let redacted = text;
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET) continue;
    redacted = PLAIN.test(secret) ? redacted.replaceAll(secret, REDACTED) : redacted.replace(spellingsOf(secret), REDACTED);
  }
  return redacted;
}

/** Letters and digits can only be spelled otherwise by escapes that no encoder makes; most texts have none. */
const PLAIN = /^[A-Za-z0-9._~-]+$/;
/** A percent-encoded letter, digit, or one of `-._~`; or a JSON escape by number. */
const ODD_ESCAPE = /%(?:3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa]|2[DdEe]|5[Ff]|7[Ee])|(?:\\|%5[Cc])u/;

/** A quick look, as most answers hold nothing of the kind; a regular expression would take longer than all the rest. */
function mayHoldKey(text: string): boolean {
  return KEY_HINTS.some((hint) => text.includes(hint));
}

const KEY_HINTS = ['ecret', 'ECRET', 'assw', 'ASSW'];
/** Shorter ones would blank out innocent text; as values of their keys they are redacted all the same. */
const SHORTEST_SECRET = 4;
const LONGEST_SECRET = 512;

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
