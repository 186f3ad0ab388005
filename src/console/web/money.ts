/** Formats cents as money: `1,234.50 USD`. */
export function money(cents: number, currency: string): string {
  const [whole = '', rest = ''] = (Math.abs(cents) / 100).toFixed(2).split('.');
  return `${cents < 0 ? '−' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${rest} ${currency}`;
}

/** Formats cents for an input field: `1234.50`. */
export function moneyText(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** Reads a text such as 12, 12.5 or -12.50 as cents. Undefined for any other text. */
export function readMoney(text: string): number | undefined {
  return /^-?\d{1,12}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : undefined;
}
