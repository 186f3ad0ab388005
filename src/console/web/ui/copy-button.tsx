import { useState } from 'preact/hooks';
import { after } from '../../../runtime/timer.js';
import { Button } from './button.js';
import { copy } from './copy.js';
import { Icon } from './icon.js';

/** Copies a text. The icon becomes a tick for a moment. */
export function CopyButton({ text, what, label }: { text: string; what: string; label?: string }) {
  const [isDone, setIsDone] = useState(false);
  const press = async (): Promise<void> => {
    if (!(await copy(text, what))) return;
    setIsDone(true);
    after(1500, () => setIsDone(false));
  };
  return (
    <Button class="ghost small only-icon" aria-label={label ?? `Copy ${what}`} title={`Copy ${what}`} onClick={press}>
      <Icon name={isDone ? 'check' : 'copy'} />
    </Button>
  );
}
