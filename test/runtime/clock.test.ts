import { afterEach, expect, test, vi } from 'vitest';
import { ClockError, createClock } from '../../src/runtime/clock.js';

const START = '2026-01-31T09:00:00Z';
const since = (now: number): number => now - Date.parse(START);

afterEach(() => vi.useRealTimers());

test('a stopped clock stands still', () => {
  vi.useFakeTimers();
  const clock = createClock(START);
  vi.advanceTimersByTime(1000);
  expect(since(clock.now())).toBe(0);
  expect(clock.isStopped).toBe(true);
});

test('a running clock follows the time of the machine', () => {
  vi.useFakeTimers({ now: 5000 });
  const clock = createClock();
  expect(clock.isStopped).toBe(false);
  vi.advanceTimersByTime(1000);
  expect(clock.now()).toBe(6000);
});

test.each([
  [1500, 1500],
  ['PT10S', 10_000],
  ['PT0.5S', 500],
  ['PT1M30S', 90_000],
  ['PT2H', 7_200_000],
  ['P1D', 86_400_000],
  ['P1DT1H', 90_000_000],
  [0, 0],
])('advancing by %j moves a stopped clock by %i ms', (by, ms) => {
  const clock = createClock(START);
  clock.advance(by);
  expect(since(clock.now())).toBe(ms);
  expect(clock.isStopped).toBe(true);
});

test('a running clock continues from where it was advanced to, and resume returns to the real time', () => {
  vi.useFakeTimers({ now: 5000 });
  const clock = createClock();
  clock.advance('PT1S');
  vi.advanceTimersByTime(10);
  expect(clock.now()).toBe(6010);
  clock.resume();
  expect(clock.now()).toBe(5010);
});

test.each(['', 'P', 'PT', '10S', 'PT-1S', 'P1W', 'P1Y', 'PT1.2345S', 'soon'])('the duration %j is refused', (by) => {
  expect(() => createClock(START).advance(by)).toThrow(/ISO 8601 duration/);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('advancing by %d is refused', (by) => {
  expect(() => createClock(START).advance(by)).toThrow(ClockError);
});

test.each([1e300, 'P99999999999D'])('advancing past the last date is refused and changes nothing: %s', (by) => {
  const clock = createClock(START);
  expect(() => clock.advance(by)).toThrow(ClockError);
  expect(since(clock.now())).toBe(0);
});

test.each(['2026-01-31', '2026-01-31T09:00Z', '2026-01-31T09:00:00.123Z', '2026-01-31T09:00:00+02:00'])('%s is a valid instant', (iso) => {
  const clock = createClock(START);
  clock.set(iso);
  expect(clock.now()).toBe(Date.parse(iso));
});

test.each([
  '',
  'now',
  '2026',
  '2026-01-31T09:00',
  '2026-13-01',
  '31.01.2026',
  '2026-01-31T25:00:00Z',
  '+012026-01-31T00:00:00Z',
  '2026-02-31',
])('%j is not a valid instant', (iso) => {
  expect(() => createClock().set(iso)).toThrow(/is not an ISO 8601 instant/);
});

test('a clock stops at the last date, and no later date is accepted', () => {
  const clock = createClock('9999-12-31T23:59:59Z');
  expect(() => clock.advance('PT1S')).toThrow(ClockError);
  clock.resume();
  clock.advance(Date.parse('9999-12-31T23:59:59.900Z') - clock.now());
  expect(new Date(clock.now()).toISOString()).toMatch(/^9999-/);
});

test.each(['0000-01-01T00:00:00+14:00', '0000-12-31T23:59:59Z', '9999-12-31T23:59:59-01:00'])(
  '%s is outside the supported years',
  (iso) => {
    expect(() => createClock(iso)).toThrow(ClockError);
  },
);

test('a setting that was kept sets another clock in the same way, and none puts it back to its start', () => {
  const clock = createClock('2026-01-01T00:00:00Z');
  expect(clock.setting).toBeUndefined();
  clock.advance('PT1H');
  const other = createClock('2026-02-02T00:00:00Z');
  other.restore(clock.setting);
  expect(other.now()).toBe(clock.now());
  expect(other.isStopped).toBe(true);
  other.restore(undefined);
  expect(other.now()).toBe(Date.parse('2026-02-02T00:00:00Z'));
  expect(other.setting).toBeUndefined();
});

test('a running clock that was moved keeps its distance from the time of the machine', () => {
  const clock = createClock();
  clock.advance('P1D');
  expect(clock.setting).toEqual({ offset: 86_400_000 });
  const other = createClock('2026-02-02T00:00:00Z');
  other.restore(clock.setting);
  expect(other.isStopped).toBe(false);
  expect(other.now() - Date.now()).toBeGreaterThan(86_000_000);
});

test('each change of a clock is told, and its start is none', () => {
  const clock = createClock('2026-01-01T00:00:00Z');
  let changes = 0;
  clock.watch(() => {
    changes++;
  });
  clock.set('2026-03-03T00:00:00Z');
  clock.advance(1);
  clock.resume();
  expect(changes).toBe(3);
  expect(() => clock.advance(-1)).toThrow();
  expect(changes).toBe(3);
});
