import { EvaluationError, UnsupportedTemplateError } from '../errors.js';
import { assertFormatLength } from '../limits.js';
import { Decimal } from '../values/decimal.js';

/** The decimal places that the number format `computer` keeps. */
const COMPUTER_SCALE = 16;

/** A number as `${…}` prints it: no grouping, no trailing zeros. */
export function plainNumber(value: Decimal): string {
  const rounded = value.rounded(COMPUTER_SCALE, 'half-even');
  return rounded.unscaled === 0n && value.unscaled < 0n ? '-0' : rounded.toString();
}

interface Pattern {
  readonly prefix: string;
  readonly suffix: string;
  readonly minWhole: number;
  readonly minFraction: number;
  readonly maxFraction: number;
  /** Digits in a group; 0 for no grouping. */
  readonly grouping: number;
  /** 100 for a percent sign. */
  readonly factor: number;
  /** Printed before a negative number, in place of `-` and the prefix. */
  readonly negative?: { readonly prefix: string; readonly suffix: string } | undefined;
}

const NAMED: Readonly<Record<string, string>> = { number: '#,##0.###', percent: '#,##0%', currency: '¤#,##0.00;-¤#,##0.00' };

const compiled = new Map<string, Pattern>();
const MAX_COMPILED = 200;

/**
 * Formats a number with a pattern of Java's DecimalFormat and the symbols of the United States, rounded half-even.
 * Throws EvaluationError for an invalid pattern, UnsupportedTemplateError for scientific notation.
 * @example formatNumber(value, '#,##0.00') // '1,234.50'
 */
export function formatNumber(value: Decimal, format: string): string {
  if (format === 'computer' || format === 'c') return plainNumber(value);
  assertFormatLength(format);
  const pattern = patternOf(NAMED[format] ?? format);
  const rounded = value.times(Decimal.from(pattern.factor)).rounded(pattern.maxFraction, 'half-even');
  const [whole = '', fraction = ''] = rounded.toString().replace('-', '').split('.');
  const digits = `${grouped(padWhole(whole, pattern), pattern.grouping)}${fractionOf(fraction, pattern)}`;
  const body = digits === '' ? '0' : digits;
  if (value.unscaled >= 0n) return `${pattern.prefix}${body}${pattern.suffix}`;
  const { prefix, suffix } = pattern.negative ?? { prefix: `-${pattern.prefix}`, suffix: pattern.suffix };
  return `${prefix}${body}${suffix}`;
}

function padWhole(whole: string, { minWhole }: Pattern): string {
  return (whole === '0' && minWhole === 0 ? '' : whole).padStart(minWhole, '0');
}

function fractionOf(fraction: string, { minFraction }: Pattern): string {
  const padded = fraction.padEnd(minFraction, '0');
  return padded === '' ? '' : `.${padded}`;
}

function grouped(digits: string, size: number): string {
  return size === 0 ? digits : digits.replace(new RegExp(`\\B(?=(?:\\d{${size}})+$)`, 'g'), ',');
}

function patternOf(text: string): Pattern {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const pattern = readPattern(text);
  if (compiled.size < MAX_COMPILED) compiled.set(text, pattern);
  return pattern;
}

function readPattern(text: string): Pattern {
  const [positive = '', negative, ...rest] = splitUnquoted(text);
  if (rest.length > 0) throw new EvaluationError(`'${text}' is not a number format.`);
  const parts = readHalf(positive, text);
  const other = negative === undefined || negative === '' ? undefined : readHalf(negative, text);
  return { ...parts, negative: other === undefined ? undefined : { prefix: other.prefix, suffix: other.suffix } };
}

/** Splits at semicolons outside of quotes. */
function splitUnquoted(text: string): string[] {
  return text.match(/(?:'[^']*'|[^;'])+|(?<=;)$|(?<=^);/g)?.map((part) => (part === ';' ? '' : part)) ?? [''];
}

function readHalf(half: string, whole: string): Omit<Pattern, 'negative'> {
  if (/[0#]E0/.test(half.replace(/'[^']*'/g, ''))) throw new UnsupportedTemplateError(`The scientific number format '${whole}'`);
  const match = /^((?:'[^']*'|[^#0,.'])*)([#,]*)([0,]*)(?:\.(0*)(#*))?((?:'[^']*'|[^#0,.'])*)$/.exec(half);
  if (match === null) throw new EvaluationError(`'${whole}' is not a number format.`);
  const [, prefix = '', optional = '', required = '', fixed = '', open = '', suffix = ''] = match;
  // In Java, a pattern of # alone prints one digit: before the decimal point if there is one there, otherwise after it.
  const isOptional = required === '' && fixed === '' && half.includes('.');
  const digits = `${optional}${required}`;
  const comma = digits.lastIndexOf(',');
  const unquoted = `${prefix}${suffix}`.replace(/'[^']*'/g, '');
  return {
    prefix: literal(prefix),
    suffix: literal(suffix),
    minWhole: isOptional && optional !== '' ? 1 : required.replaceAll(',', '').length,
    minFraction: isOptional && optional === '' && open !== '' ? 1 : fixed.length,
    maxFraction: fixed.length + open.length,
    grouping: comma < 0 ? 0 : digits.length - comma - 1,
    factor: unquoted.includes('%') ? 100 : unquoted.includes('‰') ? 1000 : 1,
  };
}

function literal(text: string): string {
  return text.replace(/'([^']*)'|¤/g, (found, quoted?: string) => (found === '¤' ? '$' : quoted === '' ? "'" : (quoted ?? '')));
}
