import type { ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { Button } from './button.js';

export interface Tab<K extends string> {
  readonly id: K;
  readonly title: string;
  /** The rest of the title, which a narrow screen does not show. */
  readonly more?: string;
  readonly count?: number | undefined;
}

interface Props<K extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<K>[];
  readonly current: K;
  readonly onChange: (id: K) => void;
  readonly children: ComponentChildren;
}

/** Parts of a thing, one shown at a time. Arrow keys move between the tabs, and Tab goes on to the content. */
export function Tabs<K extends string>({ label, tabs, current, onChange, children }: Props<K>) {
  // Before the page is drawn, so that the chosen tab is never seen outside.
  useLayoutEffect(() => document.getElementById(`tab-${current}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [current]);
  const move = (event: KeyboardEvent & { currentTarget: HTMLElement }): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const at = tabs.findIndex(({ id }) => id === current);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    onChange(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map(({ id, title, more, count }) => (
          <Button
            key={id}
            id={`tab-${id}`}
            role="tab"
            aria-selected={id === current}
            aria-controls="tab-panel"
            tabIndex={id === current ? 0 : -1}
            onClick={() => onChange(id)}
          >
            <span>
              {title}
              {more !== undefined && <span class="long"> {more}</span>}
            </span>
            {count !== undefined && count > 0 && <span class="count">{count}</span>}
          </Button>
        ))}
      </div>
      <div class="stack" id="tab-panel" role="tabpanel" aria-labelledby={`tab-${current}`}>
        {children}
      </div>
    </>
  );
}
