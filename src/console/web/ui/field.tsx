import type { InputHTMLAttributes, SelectHTMLAttributes, TextareaHTMLAttributes } from 'preact';

interface Own {
  readonly label: string;
  /** A class of the label, which the control is in. */
  readonly outer?: string;
  /** Hears of each change. */
  readonly onText?: (text: string) => void;
}

type Typed = Event & { readonly currentTarget: { readonly value: string } };

/** What a control with a label calls when its text changes. */
const heard = (onText: Own['onText']) => onText && (({ currentTarget }: Typed) => onText(currentTarget.value));

/** A line of text under its name. */
export function Input({ label, outer, onText, ...others }: Own & InputHTMLAttributes) {
  return (
    <label class={outer}>
      {label}
      <input onInput={heard(onText)} {...others} />
    </label>
  );
}

/** A choice under its name. The children are its options. */
export function Select({ label, outer, onText, ...others }: Own & SelectHTMLAttributes) {
  return (
    <label class={outer}>
      {label}
      <select onChange={heard(onText)} {...others} />
    </label>
  );
}

/** Lines of text under their name. */
export function TextArea({ label, outer, onText, ...others }: Own & TextareaHTMLAttributes) {
  return (
    <label class={outer}>
      {label}
      <textarea spellcheck={false} onInput={heard(onText)} {...others} />
    </label>
  );
}
