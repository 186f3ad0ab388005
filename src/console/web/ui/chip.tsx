import type { ComponentChildren } from 'preact';

/** A condition that is switched on and off. */
export function Chip({ isOn, onToggle, children }: { isOn: boolean; onToggle: () => void; children: ComponentChildren }) {
  return (
    <button type="button" class="chip" aria-pressed={isOn} onClick={onToggle}>
      {children}
    </button>
  );
}
