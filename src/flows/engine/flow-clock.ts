import { ClockError, createClock } from '../../runtime/clock.js';
import { sleep } from '../../runtime/timer.js';
import { CardError } from './errors.js';

/** The time as seen by a flow. */
export interface FlowClock {
  /** Ms since the epoch. */
  now(): number;
  /** For Wait For and retries. */
  wait(ms: number): Promise<void>;
}

export interface FlowClockOptions {
  /** ISO 8601: the clock stops at this time and only waits move it. */
  readonly startAt?: string | undefined;
  /** `skip` (default) moves the clock forward immediately; `real` waits. */
  readonly waits?: 'skip' | 'real' | undefined;
  /** Called for each skipped wait, so the emulator's clock can follow. */
  readonly onSkip?: ((ms: number) => void) | undefined;
}

/** Throws ClockError for an invalid time. */
export function createFlowClock({ startAt, waits = 'skip', onSkip }: FlowClockOptions): FlowClock {
  const clock = createClock(startAt);
  return {
    now: () => clock.now(),
    wait: async (ms) => {
      if (waits === 'real') return sleep(ms);
      try {
        clock.advance(ms);
        onSkip?.(ms);
      } catch (error) {
        if (!(error instanceof ClockError)) throw error;
        throw new CardError('The wait would end after the latest possible date. Check its duration and unit.');
      }
    },
  };
}
