/** `Retry-After` in ms. An HTTP date is compared with the response's own `Date`, because the clocks of client and server may differ. */
export function readRetryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after') ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  // An HTTP date begins with the name of a weekday. Date.parse also accepts "-5", which does not mean "retry at once".
  if (!/^[a-z]/i.test(value)) return undefined;
  const ms = Date.parse(value) - Date.parse(headers.get('date') ?? '');
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
