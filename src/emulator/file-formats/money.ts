/** An amount in the format of the API. */
export interface Money {
  /** In hundredths of the currency's unit, even for currencies without a smaller unit. */
  readonly cents: number;
  /** ISO 4217, e.g. `USD`. */
  readonly currency: string;
}

/** @example formatMoney({ cents: -1250, currency: 'EUR' }) // '-12.50 EUR' */
export function formatMoney({ cents, currency }: Money): string {
  return `${(cents / 100).toFixed(2)} ${currency}`;
}
