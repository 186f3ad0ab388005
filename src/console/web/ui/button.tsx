import type { ButtonHTMLAttributes } from 'preact';

/** A button that does something at once. One that sends a form is a plain `<button type="submit">`. */
export function Button(props: ButtonHTMLAttributes) {
  return <button type="button" {...props} />;
}
