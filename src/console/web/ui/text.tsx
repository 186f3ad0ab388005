import type { ComponentChildren } from 'preact';

interface Props {
  readonly children: ComponentChildren;
}

/** Says that there is nothing. */
export function None({ children }: Props) {
  return <p class="none">{children}</p>;
}

/** What need not be read at first. */
export function Quiet({ children }: Props) {
  return <p class="quiet">{children}</p>;
}
