import type { ComponentChildren } from 'preact';

/** A word or two in the colour of what they mean. */
export function Badge({ as, children }: { as: string; children: ComponentChildren }) {
  return <span class={`badge ${as}`}>{children}</span>;
}
