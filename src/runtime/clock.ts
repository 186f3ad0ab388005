import { UserError } from '../util/user-error.js';

/**
 * The only source of time. Everything that depends on time (rate limit, journal, emails) reads a `Clock`, so a test
 * that sets or advances the clock moves the whole emulator.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Stops the clock at an ISO 8601 instant, e.g. `2026-01-31T09:00:00Z`. Throws ClockError on anything else. */
  set(iso: string): void;
  /** Moves the clock forward; a stopped clock stays stopped. Takes ms or an ISO 8601 duration such as `PT10S`. */
  advance(by: number | string): void;
  /** Returns to the machine's own time. */
  resume(): void;
  readonly isStopped: boolean;
}

/** How a clock was set, in ms: stopped at an instant, or running with an offset to the machine's time. */
export type ClockSetting = { readonly stoppedAt: number } | { readonly offset: number };

/** A clock whose setting can be kept across a restart. */
export interface KeptClock extends Clock {
  /** Undefined if nobody has changed the clock since the start, or since it was put back. */
  readonly setting: ClockSetting | undefined;
  /** Sets the clock as it was kept. Undefined puts it back to where it started. */
  restore(setting: ClockSetting | undefined): void;
  /** Calls `listener` after each change. There is one listener. */
  watch(listener: () => void): void;
}

/** Thrown for an invalid instant or duration, or one outside the supported years. */
export class ClockError extends UserError {
  override readonly name = 'ClockError';
}

/** @example const clock = createClock('2026-01-31T09:00:00Z'); clock.advance('PT10S'); */
export function createClock(startAt?: string): KeptClock {
  const start = startAt === undefined ? undefined : parseInstant(startAt);
  let stoppedAt = start;
  let offset = 0;
  let isChanged = false;
  let tell = (): void => {};
  const changed = (): void => {
    isChanged = true;
    tell();
  };
  const clock: KeptClock = {
    // A running clock stops at the last instant.
    now: () => Math.min(LATEST, stoppedAt ?? Date.now() + offset),
    set: (iso) => {
      stoppedAt = parseInstant(iso);
      changed();
    },
    advance: (by) => {
      const ms = typeof by === 'number' ? by : parseDuration(by);
      // Time that runs backwards would break every sliding window, so it is refused.
      if (!Number.isFinite(ms) || ms < 0)
        throw new ClockError(`The clock cannot advance by ${by}. Give a positive duration such as PT10S.`);
      if (clock.now() + ms > LATEST)
        throw new ClockError(`The clock cannot advance by ${by}: that is after the last supported date. Give a shorter duration.`);
      if (stoppedAt === undefined) offset += ms;
      else stoppedAt += ms;
      changed();
    },
    resume: () => {
      stoppedAt = undefined;
      offset = 0;
      changed();
    },
    get isStopped() {
      return stoppedAt !== undefined;
    },
    get setting() {
      if (!isChanged) return undefined;
      return stoppedAt === undefined ? { offset } : { stoppedAt };
    },
    restore: (setting) => {
      isChanged = setting !== undefined;
      stoppedAt = setting === undefined ? start : 'stoppedAt' in setting ? setting.stoppedAt : undefined;
      offset = setting !== undefined && 'offset' in setting ? setting.offset : 0;
      tell();
    },
    watch: (listener) => {
      tell = listener;
    },
  };
  return clock;
}

/** The last instant that ISO 8601 can write with a four-digit year, in ms. */
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');
const EARLIEST = Date.parse('0001-01-01T00:00:00Z');

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** The end of the message about an invalid instant. */
export const NOT_AN_INSTANT = 'is not an ISO 8601 instant. Write it like 2026-01-31T09:00:00Z';

/** True for the texts that a clock can be set to: a date, or a date and a time with a zone. */
export function isInstant(iso: string): boolean {
  const ms = ISO_INSTANT.test(iso) ? Date.parse(iso) : Number.NaN;
  return ms >= EARLIEST && ms <= LATEST && isCalendarDay(iso.slice(0, 10));
}

function parseInstant(iso: string): number {
  if (!isInstant(iso)) throw new ClockError(`'${iso}' ${NOT_AN_INSTANT}.`);
  return Date.parse(iso);
}

/** Rejects dates such as `2026-02-31`, which Date.parse reads as March 3. */
function isCalendarDay(day: string): boolean {
  return new Date(Date.parse(day)).toISOString().startsWith(day);
}

const ISO_DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;

function parseDuration(text: string): number {
  const match = ISO_DURATION.exec(text);
  const parts = match?.slice(1) ?? [];
  if (parts.every((part) => part === undefined)) {
    throw new ClockError(`'${text}' is not an ISO 8601 duration. Write it like PT10S, PT1M30S or P1D.`);
  }
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
