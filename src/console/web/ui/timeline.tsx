import type { ComponentChildren } from 'preact';

export interface Moment {
  readonly key: string | number;
  readonly content: ComponentChildren;
}

/** What happened, one after the other. */
export function Timeline({ label, moments }: { label: string; moments: readonly Moment[] }) {
  return (
    <ol class="timeline" aria-label={label}>
      {moments.map(({ key, content }) => (
        <li key={key}>{content}</li>
      ))}
    </ol>
  );
}
