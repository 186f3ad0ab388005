import { useState } from 'preact/hooks';
import { Evidence } from '../ui/evidence.js';
import { Pager } from '../ui/pager.js';
import { rowsOf } from '../ui/rows-of.js';
import { Table } from '../ui/table.js';
import type { KnownStatement } from './known-statement.js';

/** One row for each statement, with its evidence. */
export function Fidelity({ statements }: { statements: readonly KnownStatement[] }) {
  const [page, setPage] = useState(0);
  return (
    <>
      <div class="roomy">
        <Table label="Fidelity" head={['Behaviour', 'Evidence', 'Source', 'Tests']}>
          {rowsOf(statements, page).map(({ id, text, known, source, interactions }) => (
            <tr key={id}>
              <th scope="row">
                <code>{id}</code>
                <br />
                {text}
              </th>
              <td>
                <Evidence evidence={known} />
              </td>
              <td>{source}</td>
              <td class="number">{interactions.length}</td>
            </tr>
          ))}
        </Table>
      </div>
      <Pager page={page} all={statements.length} onPage={setPage} />
    </>
  );
}
