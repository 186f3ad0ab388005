import { useMemo } from 'preact/hooks';
import { diffLines } from './diff-lines.js';
import { None } from './text.js';

const MARKS = { same: ' ', removed: '−', added: '+' } as const;
/** Lines around a difference that are shown with it. */
const AROUND = 3;

/** Two texts as one, with what was removed and what was added. Long stretches without a difference are left out. */
export function Diff({ label, before, after }: { label: string; before: string; after: string }) {
  const lines = useMemo(() => diffLines(before, after), [before, after]);
  const isNear = (index: number): boolean =>
    lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ kind }) => kind !== 'same');
  if (lines.every(({ kind }) => kind === 'same')) return <None>{label}: no difference.</None>;
  return (
    <div class="code">
      <div class="code-head">
        <span class="cut">{label}</span>
      </div>
      <section class="text" aria-label={label} tabIndex={0}>
        <pre>
          {lines.map(({ kind, text }, index) =>
            isNear(index) ? (
              <span key={index} class={`diff-line ${kind}`}>
                {MARKS[kind]} {text}
                {'\n'}
              </span>
            ) : isNear(index - 1) ? (
              <span key={index} class="diff-line quiet">
                {'  …\n'}
              </span>
            ) : null,
          )}
        </pre>
      </section>
    </div>
  );
}
