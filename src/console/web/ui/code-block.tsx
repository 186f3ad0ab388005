import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button } from './button.js';
import { CopyButton } from './copy-button.js';
import { jsonLines } from './json-lines.js';
import { JsonView } from './json-view.js';

/** Text as it is, in a box that scrolls by itself and can be reached by keyboard. JSON is coloured and can be folded. */
export function CodeBlock({ label, text, title = label }: { label: string; text: string; title?: string }) {
  const lines = useMemo(() => jsonLines(text), [text]);
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => setFolded(new Set()), [text]);
  const toggle = (line: number): void => {
    const next = new Set(folded);
    if (!next.delete(line)) next.add(line);
    setFolded(next);
  };
  const foldable = lines?.flatMap(({ end }, index) => (index > 0 && end !== undefined ? [index] : [])) ?? [];
  return (
    <div class="code">
      <div class="code-head">
        <span class="cut">{title}</span>
        {foldable.length > 0 && (
          <Button class="ghost small" onClick={() => setFolded(new Set(folded.size === 0 ? foldable : []))}>
            {folded.size === 0 ? 'Fold' : 'Unfold'}
          </Button>
        )}
        <CopyButton text={text} what={label} label="Copy" />
      </div>
      <section class={lines === undefined ? 'text' : 'text folds'} aria-label={label} tabIndex={0}>
        {lines === undefined ? <pre>{text}</pre> : <JsonView lines={lines} folded={folded} onFold={toggle} />}
      </section>
    </div>
  );
}
