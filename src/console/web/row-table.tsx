import { useState } from 'preact/hooks';
import type { ShownRow } from '../read-rows.js';
import { useResource } from './hooks.js';
import { pastPath, usePast } from './past.js';
import { RowForm } from './row-form.js';
import { Bar } from './ui/bar.js';
import { Button } from './ui/button.js';
import { Pager } from './ui/pager.js';
import { Problem } from './ui/problem.js';
import { ROWS } from './ui/rows-of.js';
import { Table } from './ui/table.js';
import { None } from './ui/text.js';

interface Props {
  readonly company: string;
  readonly collection: string;
  /** The title, such as `Domain cards`, and the word for one row. */
  readonly title: string;
  readonly noun: string;
  readonly empty: string;
  /** Keys of the document and their column headers. The first column names the row. */
  readonly columns: readonly (readonly [name: string, head: string])[];
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** False if rows are added elsewhere. */
  readonly isAdded?: boolean;
}

type Row = ShownRow<Readonly<Record<string, unknown>>>;

/** Shows the rows of a small collection as a table, with an edit button in each row. */
export function RowTable({ company, collection, title, noun, empty, columns, defaults = {}, isAdded = true }: Props) {
  const at = usePast();
  const [page, setPage] = useState(0);
  /** The key of the row being edited, or "" for a new one. */
  const [edited, setEdited] = useState<string>();
  const { data, problem } = useResource<{ total: number; rows: Row[] }>(
    `${pastPath(company, at, collection)}?limit=${ROWS}&offset=${page * ROWS}`,
    'world',
  );
  const { total = 0, rows = [] } = data ?? {};
  return (
    <>
      <h2>{title}</h2>
      <Problem text={problem} />
      {data !== undefined && total === 0 && <None>{empty}</None>}
      {rows.length > 0 && (
        <Table
          isWide
          label={title}
          head={[...columns.map(([, head]) => head), ...(at === undefined ? ['Action'] : [])]}
          rows={rows.map(({ key, document }) => [
            ...columns.map(([name]) => String(document[name] ?? '')),
            ...(at === undefined
              ? [
                  <Button aria-label={`Edit ${noun} ${key}`} onClick={() => setEdited(key)}>
                    Edit
                  </Button>,
                ]
              : []),
          ])}
        />
      )}
      <Bar>
        <Pager page={page} all={total} onPage={setPage} />
        {isAdded && at === undefined && <Button onClick={() => setEdited('')}>Add {noun}</Button>}
      </Bar>
      {edited !== undefined && (
        <RowForm
          company={company}
          collection={collection}
          title={`${edited === '' ? 'Add' : 'Edit'} ${noun}`}
          row={rows.find(({ key }) => key === edited)}
          defaults={defaults}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}
