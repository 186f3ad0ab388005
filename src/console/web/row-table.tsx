import { useState } from 'preact/hooks';
import type { ShownRow } from '../rows.js';
import { useResource } from './hooks.js';
import { RowForm } from './row-form.js';
import { rowsPath } from './rows.js';
import { Pager } from './ui/pager.js';
import { Problem } from './ui/problem.js';
import { ROWS } from './ui/rows-of.js';
import { Table } from './ui/table.js';

interface Props {
  readonly company: string;
  readonly collection: string;
  /** The title, such as `Domain cards`, and the word for one row. */
  readonly title: string;
  readonly noun: string;
  readonly empty: string;
  /** Keys of the document and their column headers. The first column identifies the row. */
  readonly columns: readonly (readonly [name: string, head: string])[];
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** False if rows are added elsewhere. */
  readonly isAdded?: boolean;
}

type Row = ShownRow<Readonly<Record<string, unknown>>>;

/** Shows the rows of a small collection as a table, with an edit button in each row. */
export function RowTable({ company, collection, title, noun, empty, columns, defaults = {}, isAdded = true }: Props) {
  const [page, setPage] = useState(0);
  /** The key of the row being edited, or "" for a new one. */
  const [edited, setEdited] = useState<string>();
  const { data, problem } = useResource<{ total: number; rows: Row[] }>(
    `${rowsPath(company, collection)}?limit=${ROWS}&offset=${page * ROWS}`,
    'world',
  );
  const { total = 0, rows = [] } = data ?? {};
  const [[first = ''] = [], ...others] = columns;
  return (
    <>
      <h2>{title}</h2>
      <Problem text={problem} />
      {data !== undefined && total === 0 && <p class="none">{empty}</p>}
      {rows.length > 0 && (
        <Table isWide label={title} head={[...columns.map(([, head]) => head), 'Action']}>
          {rows.map(({ key, document }) => (
            <tr key={key}>
              <th scope="row">{String(document[first] ?? '')}</th>
              {others.map(([name]) => (
                <td key={name}>{String(document[name] ?? '')}</td>
              ))}
              <td>
                <button type="button" aria-label={`Edit ${noun} ${key}`} onClick={() => setEdited(key)}>
                  Edit
                </button>
              </td>
            </tr>
          ))}
        </Table>
      )}
      <div class="bar">
        <Pager page={page} all={total} onPage={setPage} />
        {isAdded && (
          <button type="button" onClick={() => setEdited('')}>
            Add {noun}
          </button>
        )}
      </div>
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
