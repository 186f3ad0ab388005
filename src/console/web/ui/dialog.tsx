import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from './button.js';
import { Icon } from './icon.js';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** `form` is wider, and `drawer` is a panel at the side of the window. */
  readonly kind?: 'form' | 'drawer';
}

/** A window over the page. Esc and a click beside it close it, and focus returns to where it was. */
export function Dialog({ title, onClose, children, kind }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // The browser would choose the button that closes the dialog.
    dialog.current?.querySelector<HTMLElement>('input:not([readonly]), select, textarea, button.primary')?.focus();
  }, []);
  const closeBeside = (event: MouseEvent): void => {
    if (event.target === dialog.current) dialog.current?.close();
  };
  return (
    <dialog ref={dialog} class={kind} onClose={onClose} onMouseDown={closeBeside} aria-label={title}>
      <div class="dialog-head">
        <h2>{title}</h2>
        <Button class="ghost only-icon" aria-label="Close" onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </Button>
      </div>
      {children}
    </dialog>
  );
}
