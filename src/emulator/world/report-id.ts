const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = 62n;
const DIGITS = 11;

/**
 * The id of a report from its old, decimal one: `R` and eleven digits of base 62. The alphabet is that of `getBase62ReportID`
 * in Expensify/App.
 * @example toReportID('2080715894610667') // 'R009WqAY45L1'
 */
export function toReportID(oldReportID: string | number): string {
  let rest = BigInt(oldReportID);
  let digits = '';
  for (; rest > 0n; rest /= BASE) digits = `${ALPHABET[Number(rest % BASE)]}${digits}`;
  return `R${digits.padStart(DIGITS, '0')}`;
}

/** The decimal id: `R009WqAY45L1` → `2080715894610667`. Only for ids that `readReportID` gave. */
export function toOldReportID(reportID: string): string {
  let value = 0n;
  for (const digit of reportID.slice(1)) value = value * BASE + BigInt(ALPHABET.indexOf(digit));
  return String(value);
}

/** An id in either form as `R00…`, as both are accepted (observed: Pipedream, 2026-07); undefined for a text that is neither. */
export function readReportID(text: string): string | undefined {
  if (/^R[0-9A-Za-z]{11}$/.test(text)) return text;
  return /^[0-9]{1,19}$/.test(text) ? toReportID(text) : undefined;
}
