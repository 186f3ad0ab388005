import type { ExchangeSummary } from '../../../emulator/journal/summary.js';
import { dateTime } from '../date-time.js';
import { verdictOf } from './verdict.js';

/** The requests of a span of time. */
export interface Span {
  /** `16:55:30`, with the date if the requests are of several days. */
  readonly start: string;
  readonly end: string;
  readonly count: number;
  /** Those that the chip `Failed` shows. */
  readonly failed: number;
  /** The newest request that failed, or the newest. Undefined if there is none. */
  readonly telling: number | undefined;
}

const SPANS = 48;
const SECOND = 1000;
const DAY = 86_400 * SECOND;
/** In seconds: up to the hour, and then up to the day. */
const LENGTHS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200];

/** 48 spans of a round length, which end with the latest of these requests and have all of them. The requests are newest first. */
export function spansOf(exchanges: readonly ExchangeSummary[]): Span[] {
  const times = exchanges.map(({ at }) => Date.parse(at));
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const time of times) {
    from = Math.min(from, time);
    to = Math.max(to, time);
  }
  if (from > to) return [];
  const length = lengthFor(to - from);
  const begin = Math.floor(to / length) - SPANS + 1;
  const spans = Array.from({ length: SPANS }, () => ({ count: 0, failed: 0, newest: 0, newestFailed: 0 }));
  exchanges.forEach((exchange, index) => {
    const span = spans[Math.floor((times[index] ?? from) / length) - begin];
    if (span === undefined) return;
    span.count++;
    span.newest ||= exchange.id;
    if (verdictOf(exchange) === 'good') return;
    span.failed++;
    span.newestFailed ||= exchange.id;
  });
  const isOneDay = Math.floor((begin * length) / DAY) === Math.floor(to / DAY);
  const say = (at: number): string => {
    const text = dateTime(new Date(at * length).toISOString());
    return isOneDay ? text.slice(11) : text;
  };
  return spans.map(({ count, failed, newest, newestFailed }, index) => ({
    start: say(begin + index),
    end: say(begin + index + 1),
    count,
    failed,
    telling: newestFailed || newest || undefined,
  }));
}

/** 47 spans must cover the time between the first and the last request, because both may be in the middle of a span. */
function lengthFor(duration: number): number {
  const wanted = duration / (SPANS - 1);
  const seconds = LENGTHS.find((length) => length * SECOND >= wanted);
  return seconds === undefined ? Math.ceil(wanted / DAY) * DAY : seconds * SECOND;
}
