import { useEffect, useState } from 'preact/hooks';
import { after } from '../../../runtime/timer.js';
import { Button } from './button.js';
import { Icon } from './icon.js';

interface Toast {
  readonly text: string;
  readonly isBad?: boolean;
  /** What a press of “Undo” does. */
  readonly undo?: (() => void) | undefined;
}

const CALM_MS = 5_000;
/** Long enough to read why something failed, or to decide and reach for the button. */
const LONG_MS = 12_000;

let show: (toast: Toast | undefined) => void = () => {};

/** Says what an action has done. A newer toast replaces the one before. */
export function toast(text: string, options: Omit<Toast, 'text'> = {}): void {
  show({ text, ...options });
}

/** Where toasts appear. The element is always present, so screen readers announce them. */
export function Toasts() {
  const [current, setCurrent] = useState<Toast>();
  show = setCurrent;
  useEffect(() => {
    if (current === undefined) return undefined;
    return after(current.undo === undefined && !current.isBad ? CALM_MS : LONG_MS, () => setCurrent(undefined));
  }, [current]);
  const undo = (): void => {
    setCurrent(undefined);
    current?.undo?.();
  };
  return (
    <div class="toasts" role="status">
      {current !== undefined && (
        <div class={current.isBad === true ? 'toast bad' : 'toast'}>
          <span>{current.text}</span>
          {current.undo !== undefined && (
            <Button class="small" onClick={undo}>
              Undo
            </Button>
          )}
          <Button class="ghost small only-icon" aria-label="Dismiss" onClick={() => setCurrent(undefined)}>
            <Icon name="close" />
          </Button>
        </div>
      )}
    </div>
  );
}
