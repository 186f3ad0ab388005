import { useMemo } from 'preact/hooks';
import type { ExchangeSummary } from '../../../emulator/journal/summary.js';
import { countOf } from '../../../util/count-of.js';
import { ListActions, useClear } from '../clear-list.js';
import { dayOf } from '../date-time.js';
import { FirstRun } from '../first-run/first-run.js';
import { NoneSelected } from '../none-selected.js';
import { openPath, useRoute } from '../route.js';
import { queryOf } from '../rows.js';
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
  const { clear, notice } = useClear({
    resource: 'journal',
    page: 'requests',
    noun: 'requests',
    text: `The journal forgets ${countOf(exchanges?.length ?? 0, 'request')}. The companies stay as they are.`,
    reload,
  });
  const isFirstRun = exchanges?.length === 0 && isEmpty(filter) && selected === undefined;
  return (
    <Page
      title="Requests"
      size="full"
      actions={
        <ListActions
          shown={exchanges === undefined ? 'Loading…' : countOf(shown.length, 'request')}
          isEmpty={exchanges?.length === 0}
          onClear={clear}
        />
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
      row={(exchange, above) => <Row exchange={exchange} outcome={outcomes.get(exchange.id)} above={above?.at} />}
    />
  );
}

function select(id: number): void {
  openPath(['requests', String(id)]);
}
