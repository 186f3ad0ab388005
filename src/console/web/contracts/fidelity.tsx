import { useState } from 'preact/hooks';
import { More, ROWS } from '../more.js';
import { Evidence } from '../ui/evidence.js';
import { Table } from '../ui/table.js';
import type { KnownStatement } from './known-statement.js';

/** One row for each statement, with its evidence. */
export function Fidelity({ statements }: { statements: readonly KnownStatement[] }) {
  const [limit, setLimit] = useState(ROWS);
  return (
    <>
      <Table label="Fidelity" head={['Behaviour', 'Evidence', 'Source', 'Tests']}>
        {statements.slice(0, limit).map(({ id, text, known, source, interactions }) => (
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
      <More shown={limit} all={statements.length} onMore={() => setLimit(limit + 5 * ROWS)} />
    </>
  );
}
