import type { ComponentChildren } from 'preact';

/** A group of things that belong together. */
export function Card({ label, title, children }: { label?: string; title?: string; children: ComponentChildren }) {
  return (
    <section class="card" aria-label={label ?? title}>
      {title !== undefined && <h2>{title}</h2>}
      {children}
    </section>
  );
}
