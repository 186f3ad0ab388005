import { useMemo } from 'preact/hooks';
import type { ExchangeSummary } from '../../../emulator/journal/summary.js';
import { countOf } from '../../../util/count-of.js';
import { type Span, spansOf } from './spans.js';

interface Props {
  /** Newest first. */
  readonly exchanges: readonly ExchangeSummary[];
  readonly onSelect: (id: number) => void;
}

/**
 * The requests over time, and how many of them failed. A click opens one of a bar. Hidden from the
 * keyboard and from screen readers, which have the same requests in the list.
 */
export function Histogram({ exchanges, onSelect }: Props) {
  const spans = useMemo(() => spansOf(exchanges), [exchanges]);
  const most = Math.max(...spans.map(({ count }) => count));
  const percent = (count: number): string => `${(count / most) * 100}%`;
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return null;
  return (
    <div class="histogram" aria-hidden="true">
      <div class="columns">
        {spans.map((span) => (
          <button
            key={span.start}
            type="button"
            tabIndex={-1}
            title={titleOf(span)}
            disabled={span.telling === undefined}
            // The focus must not go into what screen readers don't see.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => span.telling !== undefined && onSelect(span.telling)}
          >
            {span.count > span.failed && <span class="column" style={{ height: percent(span.count - span.failed) }} />}
            {span.failed > 0 && <span class="column failed" style={{ height: percent(span.failed) }} />}
          </button>
        ))}
      </div>
      <span>{first.start}</span>
      <span>{last.end}</span>
    </div>
  );
}

function titleOf({ start, end, count, failed }: Span): string {
  const failures = failed === 0 ? '' : `, ${failed} failed`;
  return `${start} to ${end}: ${countOf(count, 'request')}${failures}`;
}
