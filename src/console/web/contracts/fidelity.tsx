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
        <Table
          label="Fidelity"
          head={['Behaviour', 'Evidence', 'Source', 'Tests']}
          rows={rowsOf(statements, page).map(({ id, text, known, source, interactions }) => [
            <>
              <code>{id}</code>
              <br />
              {text}
            </>,
            <Evidence evidence={known} />,
            source,
            interactions.length,
          ])}
        />
      </div>
      <Pager page={page} all={statements.length} onPage={setPage} />
    </>
  );
}
