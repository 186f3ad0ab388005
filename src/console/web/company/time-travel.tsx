import { useState } from 'preact/hooks';
import { countOf } from '../../../util/count-of.js';
import type { Past, PastStep } from '../../past.js';
import { ask, companyPath } from '../api.js';
import { dateTime } from '../date-time.js';
import { useAction, useResource } from '../hooks.js';
import { hashOf, setParams } from '../route.js';
import { Bar } from '../ui/bar.js';
import { Button } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { Problem } from '../ui/problem.js';
import { Said } from '../ui/said.js';
import { Quiet } from '../ui/text.js';
import { Comparison } from './snapshots.js';
import type { Difference } from './state-diff.js';

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
      <Bar as="between">
        <label for="time-travel">Time travel: {text}</label>
        {step?.job !== undefined && <a href={`/#/requests/${step.request}?tab=changes`}>Changes of request {step.request}</a>}
      </Bar>
      <div class="travel">
        <Button class="small" disabled={position === 0} onClick={() => go(position - 1)}>
          Older
        </Button>
        <input
          id="time-travel"
          type="range"
          min={0}
          max={steps.length}
          disabled={steps.length === 0}
          value={position}
          aria-valuetext={text}
          list="steps"
          onInput={(event) => setDragged(Number(event.currentTarget.value))}
          onChange={(event) => go(Number(event.currentTarget.value))}
        />
        <Button class="small" disabled={position >= steps.length} onClick={() => go(position + 1)}>
          Newer
        </Button>
        <Ticks steps={steps} />
      </div>
      {at !== undefined && <PastActions key={at} company={company} at={at} last={steps.at(-1)?.step ?? 0} />}
      {at !== undefined && data !== undefined && <Bounds past={data} />}
      <Problem text={problem} />
    </Card>
  );
}

/** More marks would be a line. */
const MOST_MARKS = 60;
/** How many parts the times below the slider divide it into. */
const PARTS = 4;

/** Marks for the changes on the slider, and the times of some below it. */
function Ticks({ steps }: { steps: readonly PastStep[] }) {
  const last = steps.length;
  if (last === 0) return null;
  const shownAt = [...new Set(Array.from({ length: PARTS + 1 }, (_, part) => Math.round((part * last) / PARTS)))];
  return (
    <>
      <datalist id="steps">
        {last <= MOST_MARKS && Array.from({ length: last + 1 }, (_, mark) => <option key={mark} value={mark} />)}
      </datalist>
      <div class="ticks-of-time quiet" aria-hidden="true">
        {shownAt.map((position) => (
          <span key={position}>{position === 0 ? 'start' : position === last ? 'now' : dateTime(steps[position - 1]?.at ?? '')}</span>
        ))}
      </div>
    </>
  );
}

/** How far the slider reaches back. */
function Bounds({ past: { bounds, isCut } }: { past: Past }) {
  return (
    <Quiet>
      {isCut && 'Older changes have been forgotten. '}
      The last {shown(bounds.steps)} changes are kept, as long as they have at most {shown(bounds.changes)} rows and{' '}
      {bounds.bytes / 1024 / 1024} MB. A reset or a restored snapshot ends them.
    </Quiet>
  );
}

function shown(number: number): string {
  return number.toLocaleString('en');
}

/** What can be done while the page shows an earlier state. */
function PastActions({ company, at, last }: { company: string; at: string; last: number }) {
  const path = companyPath(company);
  const { run, notice } = useAction();
  const [difference, setDifference] = useState<Difference>();
  const past = companyPath(company, 'past', at);
  const restore = (): void =>
    run(async () => {
      await ask(`${past}/restore`, { method: 'POST' });
      setParams({ at: undefined });
      return { text: 'Restored.', undo: () => ask(`${path}/past/${last}/restore`, { method: 'POST' }) };
    });
  const compare = (): void =>
    run(async () => {
      setDifference(await ask<Difference>(`${past}/changes`));
      return undefined;
    });
  return (
    <>
      <Bar as="middle box warn">
        <span class="grow">The page shows an earlier state of the company, which can't be edited.</span>
        <Button class="primary" onClick={restore}>
          Restore this state
        </Button>
        <Button onClick={compare}>Compare with now</Button>
        <Button onClick={() => setParams({ at: undefined })}>Back to now</Button>
      </Bar>
      <p>
        As they were then:{' '}
        {(['reports', 'expenses', 'files'] as const).map((page) => (
          <>
            <a href={hashOf([page, company], { at })}>{page}</a>{' '}
          </>
        ))}
      </p>
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
