import { useState } from 'preact/hooks';
import { copy } from './copy.js';
import { Icon } from './icon.js';

/** Copies a text. The icon becomes a tick for a moment. */
export function CopyButton({ text, what, label }: { text: string; what: string; label?: string }) {
  const [isDone, setIsDone] = useState(false);
  const press = async (): Promise<void> => {
    if (!(await copy(text, what))) return;
    setIsDone(true);
    window.setTimeout(() => setIsDone(false), 1500);
  };
  return (
    <button type="button" class="ghost small only-icon" aria-label={label ?? `Copy ${what}`} title={`Copy ${what}`} onClick={press}>
      <Icon name={isDone ? 'check' : 'copy'} />
    </button>
  );
}
