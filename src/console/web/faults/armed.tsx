import type { ArmedFault } from '../../../emulator/faults/faults.js';
import { countOf } from '../../../util/count-of.js';
import { Badge } from '../ui/badge.js';
import { Bar } from '../ui/bar.js';
import { Button } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { Table } from '../ui/table.js';
import { None } from '../ui/text.js';

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
      <Bar as="between">
        <h2>Armed</h2>
        {faults.length > 0 && (
          <Button class="small" onClick={() => onRemove()}>
            {armed.length > 0 ? 'Disarm all' : 'Remove all'}
          </Button>
        )}
      </Bar>
      {faults.length === 0 && <None>No faults armed.</None>}
      {armed.length > 0 && <FaultTable label="Armed faults" action="Disarm" faults={armed} onRemove={onRemove} />}
      {spent.length > 0 && (
        <>
          <h3>Spent</h3>
          <FaultTable label="Spent faults" action="Remove" faults={spent} onRemove={onRemove} />
        </>
      )}
    </Card>
  );
}

function FaultTable({ label, action, faults, onRemove }: Props & { readonly label: string; readonly action: string }) {
  return (
    <Table
      label={label}
      head={['Fault', 'Effect', 'Fired', 'Action']}
      rows={faults.map((fault) => {
        const { id, preset, fired, times, matched: _matched, ...rest } = fault;
        return [
          id,
          <>
            {preset !== undefined && <Badge as="fault">{preset}</Badge>} <Effects effects={rest} />
          </>,
          <span class="number">{times === undefined ? countOf(fired, 'time') : `${fired} of ${times}`}</span>,
          <Button aria-label={`${action} ${id}`} onClick={() => onRemove(id)}>
            {action}
          </Button>,
        ];
      })}
    />
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
