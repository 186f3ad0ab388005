import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

/** A button that opens a list of actions. Choosing one closes it, and so do Esc and a move of the focus elsewhere. */
export function Menu({ title, children }: { title: string; children: ComponentChildren }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = (): void => menu.current?.removeAttribute('open');
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || menu.current?.open !== true) return;
    // Esc would also go back to the list.
    event.preventDefault();
    close();
    menu.current.querySelector('summary')?.focus();
  };
  const leave = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node) || menu.current?.contains(relatedTarget) !== true) close();
  };
  const choose = ({ target }: MouseEvent): void => {
    if (target instanceof HTMLElement && target.closest('button') !== null) close();
  };
  return (
    <details ref={menu} class="menu" onKeyDown={press} onFocusOut={leave}>
      <summary class="button small">{title}</summary>
      <div class="menu-list" onClick={choose}>
        {children}
      </div>
    </details>
  );
}
