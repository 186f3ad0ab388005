import { useMemo } from 'preact/hooks';
import type { ExchangeSummary } from '../../../emulator/journal/summary.js';
import { countOf } from '../../../util/count-of.js';
import { ask } from '../api.js';
import { FirstRun } from '../first-run/first-run.js';
import { useAction } from '../hooks.js';
import { NoneSelected } from '../none-selected.js';
import { openPath, useRoute } from '../route.js';
import { queryOf } from '../rows.js';
import { Button } from '../ui/button.js';
import { confirmed } from '../ui/confirm.js';
import { Empty } from '../ui/empty.js';
import { Page } from '../ui/page.js';
import { Problem } from '../ui/problem.js';
import { None } from '../ui/text.js';
import { VirtualList } from '../virtual-list.js';
import { Exchange } from './exchange.js';
import { type Filter, isEmpty, matcherOf, readFilter } from './filter.js';
import { FilterForm } from './filter-form.js';
import { Histogram } from './histogram.js';
import { Row } from './row.js';
import { useExchanges } from './use-exchanges.js';
import { useOutcomes } from './use-outcomes.js';

/** A list of all requests, newest first, and the selected one. */
export function RequestsPage({ selected }: { selected: string | undefined }) {
  const { params } = useRoute();
  const filter = readFilter(params);
  const { text, job, company } = filter;
  const query = queryOf({ text: text || undefined, job: job || undefined, company: company || undefined });
  const { exchanges, problem, reload } = useExchanges(query);
  const shown = useMemo(() => exchanges?.filter(matcherOf(filter)) ?? [], [exchanges, filter.code, filter.chips.join()]);
  const { run, notice } = useAction();
  const clear = (): void =>
    run(async () => {
      const isSure = await confirmed({
        title: 'Clear all requests?',
        text: `The journal forgets ${countOf(exchanges?.length ?? 0, 'request')}. The companies stay as they are.`,
        action: 'Clear requests',
      });
      if (!isSure) return undefined;
      await ask('journal', { method: 'DELETE' });
      reload();
      openPath(['requests']);
      return 'Cleared.';
    });
  const isFirstRun = exchanges?.length === 0 && isEmpty(filter) && selected === undefined;
  return (
    <Page
      title="Requests"
      size="full"
      actions={
        <>
          <span role="status" class="quiet">
            {exchanges === undefined ? 'Loading…' : countOf(shown.length, 'request')}
          </span>
          <Button class="small" onClick={clear} disabled={exchanges?.length === 0}>
            Clear
          </Button>
        </>
      }
    >
      <div class={selected === undefined && !isFirstRun ? 'split' : 'split opened'}>
        <section class="side" aria-label="List">
          <FilterForm filter={filter} />
          <Problem text={problem ?? notice.problem} />
          <Histogram exchanges={shown} onSelect={select} />
          <List exchanges={exchanges === undefined ? undefined : shown} filter={filter} selected={selected} />
        </section>
        <section class="detail" aria-label="Selected request">
          <Detail isFirstRun={isFirstRun} selected={selected} />
        </section>
      </div>
    </Page>
  );
}

function Detail({ isFirstRun, selected }: { isFirstRun: boolean; selected: string | undefined }) {
  if (isFirstRun) return <FirstRun />;
  if (selected !== undefined) return <Exchange key={selected} id={Number(selected)} onReplayed={select} />;
  return <NoneSelected icon="requests" noun="request" />;
}

/** The same list each time, so that nothing is computed anew for it. */
const NONE: readonly ExchangeSummary[] = [];

interface ListProps {
  readonly exchanges: readonly ExchangeSummary[] | undefined;
  readonly filter: Filter;
  readonly selected: string | undefined;
}

function List({ exchanges, filter, selected }: ListProps) {
  const { outcomes, onSeen } = useOutcomes(exchanges ?? NONE);
  if (exchanges === undefined) return <None>Loading…</None>;
  if (exchanges.length === 0)
    return <Empty icon="search" title={isEmpty(filter) ? 'No requests yet.' : 'No requests match these filters.'} />;
  return (
    <VirtualList
      label="Requests, newest first"
      items={exchanges}
      idOf={({ id }) => id}
      selected={selected === undefined ? undefined : Number(selected)}
      onSelect={select}
      onSeen={onSeen}
      head={({ at }) => dayOf(at)}
      row={(exchange, before) => (
        <Row exchange={exchange} outcome={outcomes.get(exchange.id)} isNewDay={before !== undefined && !isSameDay(exchange, before)} />
      )}
    />
  );
}

function isSameDay(one: ExchangeSummary, other: ExchangeSummary): boolean {
  return one.at.slice(0, 10) === other.at.slice(0, 10);
}

/** `Saturday, January 31, 2026` */
function dayOf(instant: string): string {
  return new Date(instant).toLocaleDateString('en', { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' });
}

function select(id: number): void {
  openPath(['requests', String(id)]);
}
