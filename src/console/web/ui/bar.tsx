import type { ComponentChildren } from 'preact';

/** Buttons and fields in a row, which breaks where it must: at their feet, in the middle, or the last at the other end. */
export function Bar({ as = '', children }: { as?: string; children: ComponentChildren }) {
  return <div class={`bar ${as}`}>{children}</div>;
}
