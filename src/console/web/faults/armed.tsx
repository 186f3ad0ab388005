import type { ArmedFault } from '../../../emulator/faults/faults.js';
import { Card } from '../ui/card.js';
import { Table } from '../ui/table.js';

interface Props {
  readonly faults: readonly ArmedFault[];
  readonly onRemove: (id?: string) => void;
}

/** The faults that can still fire, and apart from them those that have fired as often as they should. */
export function Armed({ faults, onRemove }: Props) {
  const isSpent = ({ times, fired }: ArmedFault): boolean => times !== undefined && fired >= times;
  const spent = faults.filter(isSpent);
  const armed = faults.filter((fault) => !isSpent(fault));
  return (
    <Card label="Armed and spent faults">
      <div class="bar between">
        <h2>Armed</h2>
        {faults.length > 0 && (
          <button type="button" class="small" onClick={() => onRemove()}>
            Disarm all
          </button>
        )}
      </div>
      {faults.length === 0 && <p class="none">No faults armed.</p>}
      {armed.length > 0 && <FaultTable label="Armed faults" faults={armed} onRemove={onRemove} />}
      {spent.length > 0 && (
        <>
          <h3>Spent</h3>
          <FaultTable label="Spent faults" faults={spent} onRemove={onRemove} />
        </>
      )}
    </Card>
  );
}

function FaultTable({ label, faults, onRemove }: Props & { label: string }) {
  return (
    <Table label={label} head={['Fault', 'Effect', 'Fired', 'Action']}>
      {faults.map((fault) => {
        const { id, preset, fired, times, matched: _matched, ...rest } = fault;
        return (
          <tr key={id}>
            <th scope="row">{id}</th>
            <td>
              {preset !== undefined && <span class="badge fault">{preset}</span>} <Effects effects={rest} />
            </td>
            <td class="number">{times === undefined ? `${fired} ${fired === 1 ? 'time' : 'times'}` : `${fired} of ${times}`}</td>
            <td>
              <button type="button" aria-label={`Disarm ${id}`} onClick={() => onRemove(id)}>
                Disarm
              </button>
            </td>
          </tr>
        );
      })}
    </Table>
  );
}

/** A long body would hide everything else. */
const SHOWN = 120;

function Effects({ effects }: { effects: object }) {
  return (
    <>
      {Object.entries(effects).map(([name, value]) => (
        <span key={name} class="quiet">
          {name}: <code>{(typeof value === 'string' ? value : JSON.stringify(value)).slice(0, SHOWN)}</code>{' '}
        </span>
      ))}
    </>
  );
}
