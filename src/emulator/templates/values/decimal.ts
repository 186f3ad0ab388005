import { trimmedEnd } from './trim.js';

/** The decimal places that a division or a product keeps, as in FreeMarker's BigDecimal arithmetic engine. */
const MAX_SCALE = 12;

/** A decimal number of any size: `unscaled / 10 ** scale`. FreeMarker calculates with decimals, so 0.1 + 0.2 is 0.3. */
export class Decimal {
  private constructor(
    readonly unscaled: bigint,
    readonly scale: number,
  ) {}

  static readonly ZERO = new Decimal(0n, 0);

  /** Undefined for a text that is not a decimal number. An exponent is accepted, because JSON uses them. */
  static parse(text: string): Decimal | undefined {
    const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
    if (match === null) return undefined;
    const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
    if (whole === '' && fraction === '') return undefined;
    const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`);
    const scale = fraction.length - Number(exponent);
    return scale >= 0 ? new Decimal(digits, scale) : new Decimal(digits * 10n ** BigInt(-scale), 0);
  }

  /** Throws RangeError for infinities and NaN. */
  static from(value: number | bigint): Decimal {
    if (typeof value === 'bigint') return new Decimal(value, 0);
    if (Number.isSafeInteger(value)) return new Decimal(BigInt(value), 0);
    const parsed = Decimal.parse(String(value));
    if (parsed === undefined) throw new RangeError(`${value} is not a decimal number`);
    return parsed;
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.#at(scale) + other.#at(scale), scale);
  }

  minus(other: Decimal): Decimal {
    return this.plus(other.negated());
  }

  negated(): Decimal {
    return new Decimal(-this.unscaled, this.scale);
  }

  times(other: Decimal): Decimal {
    const product = new Decimal(this.unscaled * other.unscaled, this.scale + other.scale);
    return product.scale > MAX_SCALE ? product.rounded(MAX_SCALE, 'half-up') : product;
  }

  /** Twelve decimal places, or as many as the longer operand has. Undefined if `other` is 0. */
  dividedBy(other: Decimal): Decimal | undefined {
    if (other.unscaled === 0n) return undefined;
    const scale = Math.max(MAX_SCALE, this.scale, other.scale);
    const dividend = this.unscaled * 10n ** BigInt(scale + other.scale);
    const divisor = other.unscaled * 10n ** BigInt(this.scale);
    return new Decimal(divideRounded(dividend, divisor, 'half-up'), scale);
  }

  /** The remainder of the whole parts, as in the engine. Undefined if the divisor's whole part is 0. */
  modulo(other: Decimal): Decimal | undefined {
    const divisor = other.truncated();
    return divisor === 0n ? undefined : new Decimal(this.truncated() % divisor, 0);
  }

  compare(other: Decimal): number {
    const scale = Math.max(this.scale, other.scale);
    const [one, two] = [this.#at(scale), other.#at(scale)];
    return one < two ? -1 : one > two ? 1 : 0;
  }

  /** The whole part, towards zero. */
  truncated(): bigint {
    return this.unscaled / 10n ** BigInt(this.scale);
  }

  /** Rounded to at most `scale` decimal places. */
  rounded(scale: number, mode: Rounding): Decimal {
    if (this.scale <= scale) return this;
    return new Decimal(divideRounded(this.unscaled, 10n ** BigInt(this.scale - scale), mode), scale);
  }

  /** A small whole number for positions and lengths, or undefined. */
  toIndex(): number | undefined {
    const whole = Number(this.truncated());
    return Number.isSafeInteger(whole) ? whole : undefined;
  }

  /** Plain digits, without an exponent and without trailing zeros. */
  toString(): string {
    const digits = (this.unscaled < 0n ? -this.unscaled : this.unscaled).toString().padStart(this.scale + 1, '0');
    const whole = digits.slice(0, digits.length - this.scale);
    const fraction = trimmedEnd(digits.slice(digits.length - this.scale), (code) => code === 0x30);
    return `${this.unscaled < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
  }

  #at(scale: number): bigint {
    return this.unscaled * 10n ** BigInt(scale - this.scale);
  }
}

/** How the last digit is rounded, with the names of Java's RoundingMode. */
export type Rounding = 'half-up' | 'half-even' | 'floor' | 'ceiling';

function divideRounded(dividend: bigint, divisor: bigint, mode: Rounding): bigint {
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  if (rest === 0n) return quotient;
  const isNegative = rest < 0n !== divisor < 0n;
  const away = quotient + (isNegative ? -1n : 1n);
  if (mode === 'floor') return isNegative ? away : quotient;
  if (mode === 'ceiling') return isNegative ? quotient : away;
  const [twice, size] = [magnitude(rest) * 2n, magnitude(divisor)];
  if (twice !== size) return twice > size ? away : quotient;
  return mode === 'half-up' || quotient % 2n !== 0n ? away : quotient;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
