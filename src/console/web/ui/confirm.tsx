import { useState } from 'preact/hooks';
import { Dialog } from './dialog.js';

interface Question {
  readonly title: string;
  readonly text: string;
  /** The label of the button that goes ahead. */
  readonly action: string;
}

interface Open extends Question {
  readonly settle: (isSure: boolean) => void;
}

let show: (open: Open) => void = () => {};

/** Asks before something that can't be undone. Resolves with false if the dialog is closed in any other way. */
export function confirmed(question: Question): Promise<boolean> {
  return new Promise((settle) => show({ ...question, settle }));
}

/** Where questions appear. */
export function Questions() {
  const [open, setOpen] = useState<Open>();
  show = setOpen;
  if (open === undefined) return null;
  const close = (isSure: boolean): void => {
    setOpen(undefined);
    open.settle(isSure);
  };
  return (
    <Dialog title={open.title} onClose={() => close(false)}>
      <div class="stack">
        <p>{open.text}</p>
        <div class="bar">
          <button type="button" class="danger primary" onClick={() => close(true)}>
            {open.action}
          </button>
          <button type="button" onClick={() => close(false)}>
            Keep
          </button>
        </div>
      </div>
    </Dialog>
  );
}
