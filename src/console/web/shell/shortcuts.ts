import { useEffect } from 'preact/hooks';
import { after } from '../../../runtime/timer.js';

/** What each key does, as the list of shortcuts shows it. */
export const SHORTCUTS = [
  ['/', 'Search'],
  ['j', 'Next in the list'],
  ['k', 'Previous in the list'],
  ['Enter', 'Go to what is selected'],
  ['Esc', 'Close, or back to the list'],
  ['?', 'Show these shortcuts'],
] as const;

/** Keys that work on every page, unless the user is typing or a dialog is open. */
export function useShortcuts(onHelp: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (document.querySelector('dialog[open], :popover-open') !== null) return;
      if (event.target instanceof HTMLElement && event.target.matches('input, textarea, select')) leaveField(event, event.target);
      else if (event.key === '?') onHelp();
      else if (actOn(event)) event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [onHelp]);
}

/** Esc leaves a search field, and the list beside it gets the focus. */
function leaveField(event: KeyboardEvent, field: HTMLElement): void {
  if (event.key !== 'Escape' || !field.matches('[type="search"]')) return;
  const list = find('[role="listbox"]');
  if (list === null) field.blur();
  else list.focus();
}

/** True if the key did something. */
function actOn({ key, target }: KeyboardEvent): boolean {
  if (key === '/') return focusOn('main input[type="search"]');
  if (key === 'j' || key === 'k') return moveInList(key);
  const isOnControl = target instanceof HTMLElement && target.matches('a, button, summary');
  if (key === 'Enter' && !isOnControl) return focusOn('.opened .detail h2');
  return key === 'Escape' && goBack();
}

function find(selector: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(selector);
}

function focusOn(selector: string): boolean {
  const found = find(selector);
  found?.focus();
  return found !== null;
}

function moveInList(key: string): boolean {
  const list = find('main [role="listbox"]');
  // The list moves by itself if it has the focus.
  if (list === null || document.activeElement === list) return false;
  if (list.offsetParent !== null) list.focus();
  list.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
  return true;
}

/** Back to the list, where the focus was before. */
function goBack(): boolean {
  const back = find('.opened .back a');
  back?.click();
  after(0, () => find('main [role="listbox"]')?.focus());
  return back !== null;
}
