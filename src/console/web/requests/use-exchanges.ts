import { useEffect, useState } from 'preact/hooks';
import type { ExchangeSummary } from '../../../emulator/journal/summary.js';
import { messageOf } from '../../../util/error-message.js';
import { ask } from '../api.js';
import { useNews } from '../hooks.js';

const LIMIT = 10_000;

interface Exchanges {
  /** Newest first. Undefined until the first response. */
  readonly exchanges: readonly ExchangeSummary[] | undefined;
  readonly problem: string | undefined;
  readonly reload: () => void;
}

/** Keeps the list up to date. It loads only new requests, unless the query changed or the emulator was reset. */
export function useExchanges(query: string): Exchanges {
  const [exchanges, setExchanges] = useState<readonly ExchangeSummary[]>();
  const [problem, setProblem] = useState<string>();
  const load = async (after: number): Promise<void> => {
    try {
      const { exchanges: found } = await ask<{ exchanges: ExchangeSummary[] }>(`exchanges?limit=${LIMIT}&after=${after}&${query}`);
      found.reverse();
      setExchanges((known = []) => (after === 0 ? found : merge(found, known)));
      setProblem(undefined);
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  const newest = exchanges?.[0]?.id ?? 0;
  useEffect(() => void load(0), [query]);
  useNews('exchange', () => void load(newest));
  // A reset empties the journal and sends the event `world`.
  useNews('world', () => void isBehind(newest).then((behind) => (behind ? load(0) : undefined)));
  return { exchanges, problem, reload: () => void load(0) };
}

/** Two responses may overlap, because an event can arrive while a request is under way. */
function merge(found: readonly ExchangeSummary[], known: readonly ExchangeSummary[]): readonly ExchangeSummary[] {
  const newest = known[0]?.id ?? 0;
  return [...found.filter(({ id }) => id > newest), ...known].slice(0, LIMIT);
}

async function isBehind(newest: number): Promise<boolean> {
  const { exchanges } = await ask<{ exchanges: ExchangeSummary[] }>('exchanges?limit=1');
  return (exchanges[0]?.id ?? 0) < newest;
}
