import type { ComponentChildren } from 'preact';
import { Bar } from './bar.js';

interface Props {
  readonly title: string;
  readonly children: ComponentChildren;
  /** `wide` uses the whole width. `full` fills the window too, and its parts scroll by themselves. */
  readonly size?: 'wide' | 'full';
  /** Buttons beside the title. */
  readonly actions?: ComponentChildren;
}

const CLASSES = { normal: '', wide: 'wide', full: 'wide full' } as const;

/** Sets the page's title, for the browser tab and for screen readers. */
export function Page({ title, children, size, actions }: Props) {
  document.title = `${title} · Expensify emulator`;
  return (
    <main id="main" class={CLASSES[size ?? 'normal']} tabIndex={-1}>
      <div class="heading">
        <h1>{title}</h1>
        {actions !== undefined && <Bar as="middle">{actions}</Bar>}
      </div>
      {children}
    </main>
  );
}
