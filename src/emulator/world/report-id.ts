const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = 62n;
const DIGITS = 11;

/**
 * Converts an old, decimal report id: `R` and eleven digits of base 62. The alphabet is that of `getBase62ReportID`
 * in Expensify/App.
 * @example toReportID('2080715894610667') // 'R009WqAY45L1'
 */
export function toReportID(oldReportID: string | number): string {
  let rest = BigInt(oldReportID);
  let digits = '';
  for (; rest > 0n; rest /= BASE) digits = `${ALPHABET[Number(rest % BASE)]}${digits}`;
  return `R${digits.padStart(DIGITS, '0')}`;
}

/** The decimal id: `R009WqAY45L1` → `2080715894610667`. Only for ids that `readReportID` returned. */
export function toOldReportID(reportID: string): string {
  let value = 0n;
  for (const digit of reportID.slice(1)) value = value * BASE + BigInt(ALPHABET.indexOf(digit));
  return String(value);
}

/** Converts an id in either format to `R00…`, because both are accepted (observed: Pipedream, 2026-07). Undefined for any other text. */
export function readReportID(text: string): string | undefined {
  if (/^R[0-9A-Za-z]{11}$/.test(text)) return text;
  return /^[0-9]{1,19}$/.test(text) ? toReportID(text) : undefined;
}
