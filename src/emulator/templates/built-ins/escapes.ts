import { EvaluationError } from '../errors.js';

const HTML: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

/** As in version 2.3.0: an apostrophe is not escaped. */
export function forHtml(text: string): string {
  return text.replace(/[<>&"]/g, (sign) => HTML[sign] ?? sign);
}

export function forXml(text: string): string {
  return forHtml(text).replaceAll("'", '&apos;');
}

export function forXhtml(text: string): string {
  return forHtml(text).replaceAll("'", '&#39;');
}

const SHORT: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\f': '\\f',
  '\b': '\\b',
  '\\': '\\\\',
  '"': '\\"',
};

const hexadecimal = (sign: string, length: number): string => sign.charCodeAt(0).toString(16).toUpperCase().padStart(length, '0');

/** For a JSON string between double quotes, also within a script element. */
export function forJson(text: string): string {
  return escaped(text, { greater: '\\u003E', numbered: (sign) => `\\u${hexadecimal(sign, 4)}` });
}

/** For a JavaScript string between either kind of quotes. */
export function forJavaScript(text: string): string {
  const numbered = (sign: string): string => (sign > '\xff' ? `\\u${hexadecimal(sign, 4)}` : `\\x${hexadecimal(sign, 2)}`);
  return escaped(text, { greater: '\\>', numbered, quote: "\\'" });
}

interface Style {
  readonly greater: string;
  readonly numbered: (sign: string) => string;
  /** For an apostrophe. */
  readonly quote?: string;
}

/** `<`, `>` and `/` are only escaped where they could begin or end a tag, a comment or a CDATA section. */
function escaped(text: string, { greater, numbered, quote = "'" }: Style): string {
  return text.replace(/[\0-\x1f"'\\/<>\x7f-\x9f\u2028\u2029]/g, (sign, index: number) => {
    if (sign === "'") return quote;
    if (sign === '/') return index === 0 || text[index - 1] === '<' ? '\\/' : sign;
    if (sign === '>') return endsSection(text, index) ? greater : sign;
    if (sign === '<') return index === text.length - 1 || '!?'.includes(text.charAt(index + 1)) ? numbered(sign) : sign;
    return SHORT[sign] ?? numbered(sign);
  });
}

function endsSection(text: string, index: number): boolean {
  if (index === 0) return true;
  const before = text.slice(Math.max(0, index - 2), index);
  return before === ']]' || before === '--' || (index === 1 && (before === ']' || before === '-'));
}

/** For a Java string: characters beyond ASCII are kept, control characters become numeric escapes. */
export function forJava(text: string): string {
  return text.replace(/["\\\n\r\t\f\b]|[\0-\x1f]/g, (sign) => SHORT[sign] ?? `\\u${hexadecimal(sign, 4).toLowerCase()}`);
}

/** Percent-encodes, including `/`. Letters, digits and `-_.!~*'()` are kept. */
export function forUrl(text: string, charset: string): string {
  if (!/^utf-?8$/i.test(charset)) throw new EvaluationError(`The character set '${charset}' is not supported; use UTF-8.`);
  return encodeURIComponent(text.toWellFormed());
}
