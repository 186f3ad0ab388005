import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { countOf } from '../../util/count-of.js';
import type { ShownRow } from '../read-rows.js';
import { useCompany } from './company/company-tabs.js';
import { PastNote } from './company/past-note.js';
import { useNow } from './hooks.js';
import { NoneSelected } from './none-selected.js';
import { pastPath, usePast } from './past.js';
import { openPath, useRoute } from './route.js';
import { RowForm } from './row-form.js';
import { queryOf, useRows } from './rows.js';
import { Search } from './search.js';
import { Bar } from './ui/bar.js';
import { Button } from './ui/button.js';
import { capital } from './ui/capital.js';
import { Empty } from './ui/empty.js';
import { Form } from './ui/form.js';
import { Page } from './ui/page.js';
import { Problem } from './ui/problem.js';
import { VirtualList } from './virtual-list.js';

interface Props<D, F> {
  readonly name: 'reports' | 'expenses';
  readonly company: string | undefined;
  readonly selected: string | undefined;
  /** What the list is filtered by, apart from the search. */
  readonly filters: Readonly<Record<string, string>>;
  /** The fields of these filters. */
  readonly children: ComponentChildren;
  readonly row: (row: ShownRow<D, F>) => ComponentChildren;
  readonly detail: (company: string, key: string) => ComponentChildren;
  /** The defaults of a new row. `like` is the newest one. */
  readonly defaults: (like: D | undefined, now: string) => Readonly<Record<string, unknown>>;
}

/** The rows of a long collection of a company, newest first, and the selected one. */
export function RowsPage<D, F>(props: Props<D, F>) {
  const { name, company } = props;
  const { current, tabs } = useCompany(name, company);
  const at = usePast();
  return (
    <Page title={capital(name)} size="full">
      {tabs}
      {current !== undefined && at !== undefined && <PastNote company={current} at={at} />}
      {current !== undefined && <Rows key={current} {...props} company={current} at={at} />}
    </Page>
  );
}

type RowsProps<D, F> = Props<D, F> & { readonly company: string; readonly at: string | undefined };

function Rows<D, F>({ name, company, at, selected, filters, children, row, detail, defaults }: RowsProps<D, F>) {
  const noun = name.slice(0, -1);
  const text = useRoute().params.get('q') ?? '';
  const [isAdding, setIsAdding] = useState(false);
  const { total, items, problem, onSeen } = useRows<D, F>(pastPath(company, at, name), queryOf({ text, ...filters }));
  const open = (key: string): void => openPath([name, company, key]);
  const isFiltered = text !== '' || Object.keys(filters).length > 0;
  return (
    <div class={selected === undefined ? 'split' : 'split opened'}>
      <section class="side" aria-label="List">
        <Form class="filter" aria-label="Filter">
          <Search value={text} />
          {children}
        </Form>
        <Bar>
          <span role="status">{total === undefined ? 'Loading…' : countOf(total, noun)}</span>
          {at === undefined && <Button onClick={() => setIsAdding(true)}>Add {noun}</Button>}
        </Bar>
        <Problem text={problem} />
        {total === 0 ? (
          <Empty icon={isFiltered ? 'search' : name} title={isFiltered ? `No ${name} match these filters.` : `No ${name} yet.`}>
            {!isFiltered && at === undefined && <p>Add one here, or send a “create {name === 'reports' ? noun : name}” job.</p>}
          </Empty>
        ) : (
          <VirtualList
            label={`${capital(name)}, newest first`}
            items={items}
            idOf={({ key }) => key}
            selected={selected}
            onSelect={open}
            onSeen={onSeen}
            row={row}
          />
        )}
      </section>
      <section class="detail" aria-label={`Selected ${noun}`}>
        {selected === undefined ? <NoneSelected icon={name} noun={noun} /> : detail(company, selected)}
      </section>
      {isAdding && (
        <NewRow
          company={company}
          name={name}
          defaults={(now) => defaults(items[0]?.document, now)}
          onSaved={open}
          onClose={() => setIsAdding(false)}
        />
      )}
    </div>
  );
}

interface NewRowProps {
  readonly company: string;
  readonly name: string;
  readonly defaults: (now: string) => Readonly<Record<string, unknown>>;
  readonly onSaved: (key: string) => void;
  readonly onClose: () => void;
}

function NewRow({ company, name, defaults, onSaved, onClose }: NewRowProps) {
  const now = useNow();
  if (now === undefined) return null;
  return (
    <RowForm
      company={company}
      collection={name}
      title={`Add ${name.slice(0, -1)}`}
      row={undefined}
      defaults={defaults(now)}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}
