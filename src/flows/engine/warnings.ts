import { isObject } from '../../util/is-object.js';
import { readJson } from '../../util/read-json.js';
import type { Pack } from '../export/model.js';
import type { FlowRequest } from '../network/network.js';
import { skippedEmployees } from '../network/skipped-employees.js';
import type { Overrides } from './overrides.js';
import { placeholderHint } from './placeholder-hint.js';

/** A problem that did not fail the flow. */
export interface FlowWarning {
  /**
   * `employees-skipped`: with responseCode 200. `placeholder-sent`: instead of credentials, and the request was refused.
   * `scim-not-pushed`: a change to an Okta user did not reach Expensify over SCIM.
   */
  readonly code: 'employees-skipped' | 'placeholder-sent' | 'scim-not-pushed';
  /** One sentence that says what happened, why, and what to do. */
  readonly message: string;
  readonly flow: string;
  /** The card that sent the request. */
  readonly card: { readonly title: string; readonly address: string };
  /** `Card title.key` of inputs with placeholders to replace, in the form for `set` and `--set`. */
  readonly set?: readonly string[];
}

/** Maximum number of reasons in one warning. */
const MAX_REASONS = 5;
const MAX_REASON_LENGTH = 200;
/** Larger feeds are not parsed again just to count them. */
const MAX_FEED_LENGTH = 4_000_000;

/** The inputs of a run before any wires. */
export interface Typed {
  readonly pack: Pack;
  readonly overrides: Overrides;
}

/**
 * Warnings about the requests of a run. The Integration Server skips invalid employees with responseCode 200
 * (its documentation of `skippedEmployees`), so a flow that only checks the code treats the response as a success.
 * @example warningsOf(requests, run) // [{ code: 'employees-skipped', message: '1 of 2 employees was skipped, …', … }]
 */
export function warningsOf(requests: readonly FlowRequest[], { pack, overrides }: Typed): FlowWarning[] {
  return requests.flatMap((request) => {
    const { flow, card: title, address } = request;
    const skipped = skippedMessage(request);
    const hint = placeholderHint(request, pack, overrides);
    const where = { flow, card: { title, address } };
    return [
      ...(skipped === undefined ? [] : [{ code: 'employees-skipped' as const, message: skipped, ...where }]),
      ...(hint === undefined ? [] : [{ code: 'placeholder-sent' as const, ...hint, ...where }]),
    ];
  });
}

function skippedMessage(request: FlowRequest): string | undefined {
  const { skipped, updated } = skippedEmployees(request);
  if (skipped.length === 0) return undefined;
  const total = sentEmployees(request);
  const areAll = total === undefined ? updated === 0 : skipped.length >= total;
  return `${headline(skipped.length, total, areAll)}, although responseCode is 200. ${reasonsText(skipped)}`;
}

function headline(skipped: number, total: number | undefined, areAll: boolean): string {
  if (areAll) return `No employee was updated: ${skipped === 1 ? 'the only one' : `all ${skipped} employees`} ${were(skipped)} skipped`;
  if (total !== undefined) return `${skipped} of ${total} employees ${were(skipped)} skipped`;
  return `${skipped} ${skipped === 1 ? 'employee' : 'employees'} ${were(skipped)} skipped`;
}

function were(count: number): string {
  return count === 1 ? 'was' : 'were';
}

/** Identical reasons are counted; the most frequent ones come first. */
function reasonsText(skipped: readonly unknown[]): string {
  const counts = new Map<string, number>();
  for (const each of skipped) {
    const reason =
      isObject(each) && typeof each.reason === 'string' ? each.reason.slice(0, MAX_REASON_LENGTH).replace(/\.$/, '') : 'no reason given';
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const reasons = [...counts].toSorted(([, one], [, other]) => other - one);
  const shown = reasons.slice(0, MAX_REASONS).map(([reason, count]) => (count === 1 ? reason : `${reason} (${count} times)`));
  const left = reasons.length - shown.length;
  const more = left === 0 ? '' : `; and ${left} more ${left === 1 ? 'reason' : 'reasons'}`;
  return `${reasons.length === 1 ? 'Reason' : 'Reasons'}: ${shown.join('; ')}${more}.`;
}

/** The number of employees in the form field `data` of the request. Undefined for a feed that the server downloads or that is not JSON. */
function sentEmployees({ url, body }: FlowRequest): number | undefined {
  if (body.length + url.length > MAX_FEED_LENGTH) return undefined;
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  const data = new URLSearchParams(body).get('data') ?? new URLSearchParams(query).get('data');
  const feed = data === null ? undefined : readJson(data);
  return isObject(feed) && Array.isArray(feed.Employees) ? feed.Employees.length : undefined;
}
