import { useEffect, useState } from 'preact/hooks';
import type { ExchangeSummary } from '../../emulator/journal/summary.js';
import { messageOf } from '../../util/error-message.js';
import { ask } from './api.js';
import { Exchange } from './exchange.js';
import { useAction, useNews, useResource } from './hooks.js';
import { JobSelect } from './job-select.js';
import { Code, Page, Problem, Said } from './parts.js';
import { VirtualList } from './virtual-list.js';

interface Filter {
  readonly text: string;
  readonly code: string;
  readonly job: string;
  readonly company: string;
}

const NONE: Filter = { text: '', code: '', job: '', company: '' };
const LIMIT = 10_000;

/** A list of all requests, newest first, and the selected one. */
export function RequestsPage({ selected }: { selected: string | undefined }) {
  const [filter, setFilter] = useState(NONE);
  const { exchanges, problem, reload } = useExchanges(filter);
  const { run, notice } = useAction();
  const open = selected === undefined ? undefined : Number(selected);
  const clear = (): void =>
    run(async () => {
      await ask('journal', { method: 'DELETE' });
      reload();
      return 'Cleared.';
    });
  return (
    <Page title="Requests" wide>
      <div class={open === undefined ? 'split' : 'split opened'}>
        <section class="side" aria-label="List">
          <FilterForm filter={filter} onChange={setFilter} exchanges={exchanges} />
          <div class="bar">
            <span role="status">{exchanges.length === 1 ? '1 request' : `${exchanges.length} requests`}</span>
            <button type="button" onClick={clear}>
              Clear
            </button>
          </div>
          <Problem text={problem ?? notice.problem} />
          {exchanges.length === 0 ? (
            <Empty isFiltered={filter !== NONE} />
          ) : (
            <VirtualList
              label="Requests, newest first"
              items={exchanges}
              idOf={({ id }) => id}
              selected={open}
              onSelect={select}
              row={(exchange) => <Row exchange={exchange} />}
            />
          )}
        </section>
        <section class="detail" aria-label="Selected request">
          {open === undefined ? <p class="none">Select a request.</p> : <Exchange id={open} onReplayed={select} />}
          <Said {...notice} />
        </section>
      </div>
    </Page>
  );
}

function select(id: number): void {
  location.hash = `#/requests/${id}`;
}

function Row({ exchange }: { exchange: ExchangeSummary }) {
  const { id, job, code, at, durationMs, advisories, fault, user } = exchange;
  return (
    <>
      <span class="line">
        <Code code={code} /> <strong>{job ?? '(unknown job)'}</strong>
        {advisories.length > 0 && (
          <span class="badge warn" title={advisories.join(', ')}>
            {advisories.length === 1 ? advisories[0] : `${advisories.length} advisories`}
          </span>
        )}
        {fault !== undefined && <span class="badge plain">fault</span>}
      </span>
      <span class="line quiet">
        #{id} · {at.slice(11, 19)} · {durationMs.toFixed(1)} ms{user !== undefined && ` · ${user}`}
      </span>
    </>
  );
}

function Empty({ isFiltered }: { isFiltered: boolean }) {
  const { data } = useResource<{ endpoint: string }>('info');
  if (isFiltered) return <p class="none">No requests match these filters.</p>;
  return (
    <div class="none">
      <p>No requests yet. Send one to:</p>
      <p>
        <code>{data?.endpoint ?? '…'}</code>
      </p>
    </div>
  );
}

interface FormProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
  readonly exchanges: readonly ExchangeSummary[];
}

function FilterForm({ filter, onChange }: FormProps) {
  const { data } = useResource<{ companies: { id: string; name: string }[] }>('companies', 'world');
  const set = (change: Partial<Filter>): void => {
    const next = { ...filter, ...change };
    onChange(Object.values(next).every((value) => value === '') ? NONE : next);
  };
  return (
    <form class="filter" aria-label="Filter" onSubmit={(event) => event.preventDefault()}>
      <label class="grow">
        Search
        <input type="search" value={filter.text} onInput={(event) => set({ text: event.currentTarget.value })} />
      </label>
      <label class="short">
        Response code
        <input inputMode="numeric" value={filter.code} onInput={(event) => set({ code: event.currentTarget.value.replace(/\D/g, '') })} />
      </label>
      <JobSelect value={filter.job} all="All" onChange={(job) => set({ job })} />
      {(data?.companies.length ?? 0) > 1 && (
        <label>
          Company
          <select value={filter.company} onChange={(event) => set({ company: event.currentTarget.value })}>
            <option value="">All</option>
            {data?.companies.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
    </form>
  );
}

/** Keeps the list up to date. It loads only new requests, unless the filter changed or the emulator was reset. */
function useExchanges(filter: Filter) {
  const [exchanges, setExchanges] = useState<readonly ExchangeSummary[]>([]);
  const [problem, setProblem] = useState<string>();
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== '')).toString();
  const load = async (after: number): Promise<void> => {
    try {
      const { exchanges: found } = await ask<{ exchanges: ExchangeSummary[] }>(`exchanges?limit=${LIMIT}&after=${after}&${query}`);
      found.reverse();
      setExchanges((known) => (after === 0 ? found : merge(found, known)));
      setProblem(undefined);
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  useEffect(() => void load(0), [query]);
  useNews('exchange', () => void load(exchanges[0]?.id ?? 0));
  // A reset empties the journal and sends the event `world`.
  useNews('world', () => void isBehind(exchanges[0]?.id ?? 0).then((behind) => (behind ? load(0) : undefined)));
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
