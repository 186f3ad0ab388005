import type { Source } from './source.js';

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  f: '\f',
  b: '\b',
  g: '>',
  l: '<',
  a: '&',
  "'": "'",
  '"': '"',
  '\\': '\\',
  '{': '{',
  '=': '=',
};

/** The value of a string literal, without escapes. `\x` takes one to four hexadecimal digits. Throws TemplateSyntaxError. */
export function unescapeString(source: Source, offset: number, text: string): string {
  return text.replace(/\\(x[0-9A-Fa-f]{1,4}|[\s\S])/g, (_, sign: string, index: number) => {
    if (sign.length > 1) return String.fromCharCode(Number.parseInt(sign.slice(1), 16));
    const plain = ESCAPES[sign];
    if (plain === undefined) throw source.error(`'\\${sign}' is not an escape sequence.`, offset + index);
    return plain;
  });
}
