import { Button } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { Table } from '../ui/table.js';
import { type Ran, summaryOf } from './run.js';

export interface Past extends Ran {
  readonly name: string;
}

interface Props {
  readonly past: readonly Past[];
  readonly shown: number | undefined;
  readonly onShow: (report: number) => void;
}

/** The console keeps as many reports. */
const KEPT = 20;

/** The runs since the page was opened, newest first. */
export function History({ past, shown, onShow }: Props) {
  if (past.length === 0) return null;
  return (
    <Card title="Runs">
      <Table
        label="Runs"
        head={['Run', 'Flow', 'Result', 'Action']}
        rows={past.slice(0, KEPT).map((one) => [
          one.report,
          one.name,
          <span class={`badge wraps ${one.status === 'finished' ? 'good' : 'bad'}`}>{summaryOf(one)}</span>,
          <Button disabled={one.report === shown} aria-label={`Show run ${one.report}`} onClick={() => onShow(one.report)}>
            Show
          </Button>,
        ])}
      />
    </Card>
  );
}
