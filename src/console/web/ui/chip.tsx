import type { ComponentChildren } from 'preact';
import { Button } from './button.js';

/** A condition that is switched on and off. */
export function Chip({ isOn, onToggle, children }: { isOn: boolean; onToggle: () => void; children: ComponentChildren }) {
  return (
    <Button class="chip" aria-pressed={isOn} onClick={onToggle}>
      {children}
    </Button>
  );
}
