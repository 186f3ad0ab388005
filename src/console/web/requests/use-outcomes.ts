import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExchangeSummary } from '../../../emulator/journal/summary.js';
import { after } from '../../../runtime/timer.js';
import type { Outcome } from '../../explain/outcome.js';
import { ask } from '../api.js';

const CALM_MS = 60;
/** The most ids of one request. */
const AT_ONCE = 200;

/** What came of the requests that the list shows. Each is loaded once, soon after it came into view. */
export function useOutcomes(exchanges: readonly ExchangeSummary[]) {
  const [outcomes, setOutcomes] = useState<ReadonlyMap<number, Outcome>>(new Map());
  const asked = useRef(new Set<number>());
  const cancel = useRef(() => {});
  const newest = exchanges[0]?.id ?? 0;
  const last = useRef(0);
  useEffect(() => {
    // After a reset, ids begin at 1 again.
    if (newest < last.current) {
      asked.current.clear();
      setOutcomes(new Map());
    }
    last.current = newest;
  }, [newest]);
  useEffect(() => () => cancel.current(), []);
  const load = async (ids: readonly number[]): Promise<void> => {
    for (const id of ids) asked.current.add(id);
    const { outcomes: found } = await ask<{ outcomes: Outcome[] }>(`exchanges/outcomes?ids=${ids.join()}`);
    setOutcomes((known) => new Map([...known, ...found.map((outcome) => [outcome.id, outcome] as const)]));
  };
  const onSeen = (from: number, to: number): void => {
    cancel.current();
    cancel.current = after(CALM_MS, () => {
      const ids = exchanges.slice(from, to).flatMap(({ id }) => (asked.current.has(id) ? [] : [id]));
      if (ids.length > 0) load(ids.slice(0, AT_ONCE)).catch(() => {});
    });
  };
  return { outcomes, onSeen };
}
