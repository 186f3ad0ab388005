import { ClockError, createClock } from '../../runtime/clock.js';
import { sleep } from '../../runtime/timer.js';
import { CardError } from './errors.js';

/** The time a flow knows. */
export interface FlowClock {
  /** Ms since the epoch. */
  now(): number;
  /** What Wait For and a retry do. */
  wait(ms: number): Promise<void>;
}

export interface FlowClockOptions {
  /** ISO 8601: the clock stands there, and moves by waits alone. */
  readonly startAt?: string | undefined;
  /** `skip` (default) moves the clock on at once; `real` waits. */
  readonly waits?: 'skip' | 'real' | undefined;
  /** Told of each skipped wait, so that the emulator's clock can follow. */
  readonly onSkip?: ((ms: number) => void) | undefined;
}

/** Throws ClockError on what is no instant. */
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
        throw new CardError('The wait would end after the latest possible date. Check its length and unit.');
      }
    },
  };
}
