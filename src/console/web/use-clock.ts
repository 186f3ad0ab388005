import { useEffect, useState } from 'preact/hooks';
import { every } from '../../runtime/timer.js';
import { dateTime } from './date-time.js';

/** A monotonic time in milliseconds. */
const elapsed = (): number => Number(document.timeline.currentTime ?? 0);

/** The emulator's time, ticking between two responses unless its clock is frozen: `2026-01-31 09:00:00`. */
export function useTicking(now: string | undefined, isStopped: boolean): string | undefined {
  const [loaded, setLoaded] = useState({ now, at: 0 });
  const [, setTicks] = useState(0);
  useEffect(() => setLoaded({ now, at: elapsed() }), [now]);
  useEffect(() => {
    if (isStopped) return undefined;
    return every(1000, () => setTicks((count) => count + 1));
  }, [isStopped]);
  if (loaded.now === undefined) return undefined;
  const time = Date.parse(loaded.now) + (isStopped ? 0 : elapsed() - loaded.at);
  return dateTime(new Date(time).toISOString());
}
