/** US dollars for one unit: a fixed table, as an emulator that asks for rates would answer differently each day. */
const DOLLARS: Readonly<Record<string, number>> = {
  USD: 1,
  EUR: 1.1,
  GBP: 1.25,
  CHF: 1.15,
  CAD: 0.75,
  AUD: 0.65,
  NZD: 0.6,
  JPY: 0.007,
  INR: 0.012,
  ILS: 0.27,
  SEK: 0.095,
  NOK: 0.095,
  DKK: 0.147,
  PLN: 0.25,
  MXN: 0.055,
  BRL: 0.2,
};

/** What an amount is multiplied by: assumed, the same every day; 1 where a currency is not in the table. */
export function conversionRate(from: string, to: string): number {
  const [source, target] = [dollars(from), dollars(to)];
  if (from === to || source === undefined || target === undefined) return 1;
  return Math.round((source / target) * 1e6) / 1e6;
}

function dollars(currency: string): number | undefined {
  return Object.hasOwn(DOLLARS, currency) ? DOLLARS[currency] : undefined;
}
