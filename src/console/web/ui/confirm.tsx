import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Bar } from './bar.js';
import { Button } from './button.js';
import { Dialog } from './dialog.js';

interface Question {
  readonly title: string;
  readonly text: ComponentChildren;
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
        {typeof open.text === 'string' ? <p>{open.text}</p> : open.text}
        <Bar>
          <Button class="danger primary" onClick={() => close(true)}>
            {open.action}
          </Button>
          <Button onClick={() => close(false)}>Keep</Button>
        </Bar>
      </div>
    </Dialog>
  );
}
