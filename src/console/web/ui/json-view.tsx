import { useState } from 'preact/hooks';
import { Button } from './button.js';
import type { JsonLine } from './json-lines.js';

interface Props {
  readonly lines: readonly JsonLine[];
  /** The lines whose content is hidden. */
  readonly folded: ReadonlySet<number>;
  readonly onFold: (line: number) => void;
}

/** A browser takes a second to lay out more. */
const SHOWN = 2000;

/** JSON in colours. What a line opens can be folded: by the arrow before it, or all at once by the block's button. */
export function JsonView({ lines, folded, onFold }: Props) {
  const [limit, setLimit] = useState(SHOWN);
  const visible: number[] = [];
  for (let index = 0; index < lines.length && visible.length < limit; index++) {
    visible.push(index);
    if (folded.has(index)) index = (lines[index]?.end ?? index + 1) - 1;
  }
  const last = visible.at(-1) ?? 0;
  return (
    <pre>
      {visible.map((index) => (
        <Line key={index} index={index} line={lines[index]} isFolded={folded.has(index)} onFold={onFold} />
      ))}
      {last < lines.length - 1 && (
        <Button class="small" onClick={() => setLimit(limit + SHOWN)}>
          Show more lines
        </Button>
      )}
    </pre>
  );
}

interface LineProps {
  readonly index: number;
  readonly line: JsonLine | undefined;
  readonly isFolded: boolean;
  readonly onFold: (line: number) => void;
}

function Line({ index, line, isFolded, onFold }: LineProps) {
  return (
    <span class="json-line">
      {line?.end !== undefined && (
        <Button tabIndex={-1} aria-label={isFolded ? 'Unfold' : 'Fold'} onClick={() => onFold(index)}>
          <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d={isFolded ? 'M6 4l4 4-4 4' : 'M4 6l4 4 4-4'} />
          </svg>
        </Button>
      )}
      {line?.pieces.map(({ kind, text }) => (kind === 'plain' ? text : <span class={`json-${kind}`}>{text}</span>))}
      {isFolded && <span class="folded-part"> … </span>}
      {'\n'}
    </span>
  );
}
