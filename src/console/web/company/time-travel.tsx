import { useState } from 'preact/hooks';
import { countOf } from '../../../util/count-of.js';
import type { Past, PastStep } from '../../past.js';
import { ask, companyPath } from '../api.js';
import { dateTime } from '../date-time.js';
import { useAction, useResource } from '../hooks.js';
import { setParams } from '../route.js';
import { Button } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { Problem } from '../ui/problem.js';
import { Said } from '../ui/said.js';
import type { ShownCompany } from './shown-company.js';
import { Comparison } from './snapshots.js';
import { type Difference, diffStates } from './state-diff.js';

interface Props {
  readonly company: string;
  /** The step that the page shows. Undefined for now. */
  readonly at: string | undefined;
}

/** A slider over the changes of a company: the page shows the company as it was after each, and can return to it. */
export function TimeTravel({ company, at }: Props) {
  const path = companyPath(company);
  const { data, problem } = useResource<Past>(`${path}/past`, 'world');
  const [dragged, setDragged] = useState<number>();
  const { steps = [] } = data ?? {};
  const position = dragged ?? positionOf(steps, at);
  const step = steps[position - 1];
  const text = steps.length === 0 ? 'nothing has changed yet' : position >= steps.length ? 'now' : textOf(step);
  const go = (to: number): void => {
    setDragged(undefined);
    setParams({ at: to >= steps.length ? undefined : String(steps[to - 1]?.step ?? 0) });
  };
  return (
    <Card label="Time travel">
      <div class="bar middle">
        <label class="grow">
          Time travel: {text}
          <input
            type="range"
            min={0}
            max={steps.length}
            disabled={steps.length === 0}
            value={position}
            aria-valuetext={text}
            onInput={(event) => setDragged(Number(event.currentTarget.value))}
            onChange={(event) => go(Number(event.currentTarget.value))}
          />
        </label>
        {step?.job !== undefined && <a href={`/#/requests/${step.request}?tab=changes`}>Changes of request {step.request}</a>}
      </div>
      {at !== undefined && <PastActions key={at} path={path} at={at} last={steps.at(-1)?.step ?? 0} />}
      {at !== undefined && data !== undefined && <Bounds past={data} />}
      <Problem text={problem} />
    </Card>
  );
}

/** How far the slider reaches back. */
function Bounds({ past: { bounds, isCut } }: { past: Past }) {
  return (
    <p class="quiet">
      {isCut && 'Older changes have been forgotten. '}
      The last {shown(bounds.steps)} changes are kept, as long as they have at most {shown(bounds.changes)} rows and{' '}
      {bounds.bytes / 1024 / 1024} MB. A reset or a restored snapshot ends them.
    </p>
  );
}

function shown(number: number): string {
  return number.toLocaleString('en');
}

/** What can be done while the page shows an earlier state. */
function PastActions({ path, at, last }: { path: string; at: string; last: number }) {
  const { run, notice } = useAction();
  const [difference, setDifference] = useState<Difference>();
  const past = `${path}/past/${at}`;
  const restore = (): void =>
    run(async () => {
      await ask(`${past}/restore`, { method: 'POST' });
      setParams({ at: undefined });
      return { text: 'Restored.', undo: () => ask(`${path}/past/${last}/restore`, { method: 'POST' }) };
    });
  const compare = (): void =>
    run(async () => {
      const [then, now] = await Promise.all([ask<ShownCompany>(past), ask<ShownCompany>(path)]);
      setDifference(diffStates({ companies: [then] }, { companies: [now] }));
      return undefined;
    });
  return (
    <>
      <div class="bar middle box warn">
        <span class="grow">The page shows an earlier state of the company, which can't be edited.</span>
        <Button class="primary" onClick={restore}>
          Restore this state
        </Button>
        <Button onClick={compare}>Compare with now</Button>
        <Button onClick={() => setParams({ at: undefined })}>Back to now</Button>
      </div>
      <Said {...notice} />
      {difference !== undefined && <Comparison title="Changes since then" {...difference} />}
    </>
  );
}

/** The end for a step that is not known (any more). */
function positionOf(steps: readonly PastStep[], at: string | undefined): number {
  if (at === '0') return 0;
  const index = steps.findIndex(({ step }) => String(step) === at);
  return index === -1 ? steps.length : index + 1;
}

function textOf(step: PastStep | undefined): string {
  if (step === undefined) return 'before the first change';
  const { request, job, at, rows } = step;
  const what = request === undefined ? 'a change without a request' : `request ${request}${job === undefined ? '' : ` (${job})`}`;
  return `after ${what}, ${dateTime(at)}, ${countOf(rows, 'row')}`;
}
