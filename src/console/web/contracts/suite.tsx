import { useEffect, useRef, useState } from 'preact/hooks';
import { useAction } from '../hooks.js';
import { Bar } from '../ui/bar.js';
import { Button } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { Said } from '../ui/said.js';
import { Failure } from './failure.js';
import { runSuite, type Verdict } from './run-suite.js';

/** Runs the contract tests and shows each result as it comes, the failures first. */
export function Suite({ filter }: { filter: string }) {
  const { run, notice } = useAction();
  const [total, setTotal] = useState(0);
  const [verdicts, setVerdicts] = useState<readonly Verdict[]>([]);
  const running = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const verify = (): void =>
    run(async () => {
      running.current = new AbortController();
      const { signal } = running.current;
      setVerdicts([]);
      const all = await runSuite(filter, signal, setTotal, setVerdicts);
      return all === undefined ? undefined : summaryOf(all);
    });
  const failed = verdicts.filter(({ status }) => status === 'failed');
  return (
    <Card label="Suite">
      <Bar as="middle">
        <Button class="primary" onClick={verify} disabled={notice.isBusy}>
          {filter === '' ? 'Run all tests' : 'Run matching tests'}
        </Button>
        <span class="number">{verdicts.length > 0 && `${verdicts.length} of ${total}: ${summaryOf(verdicts)}`}</span>
      </Bar>
      <div class="meter" role="progressbar" aria-label="Tests" aria-valuemin={0} aria-valuemax={total || 1} aria-valuenow={verdicts.length}>
        <i class="failed" style={{ width: part(failed.length, total) }} />
        <i class="done" style={{ width: part(verdicts.length - failed.length, total) }} />
      </div>
      <Said isBusy={false} problem={notice.problem} />
      {failed.map((verdict) => (
        <Failure key={verdict.id} verdict={verdict} />
      ))}
    </Card>
  );
}

function part(count: number, total: number): string {
  return `${total === 0 ? 0 : (100 * count) / total}%`;
}

function summaryOf(verdicts: readonly Verdict[]): string {
  const count = (status: Verdict['status']): number => verdicts.filter((verdict) => verdict.status === status).length;
  return `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped.`;
}
