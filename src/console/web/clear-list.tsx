import { ask } from './api.js';
import { type Notice, useAction } from './hooks.js';
import { openPath } from './route.js';
import { Button } from './ui/button.js';
import { confirmed } from './ui/confirm.js';

interface List {
  /** What the emulator deletes, and the page that shows it. */
  readonly resource: 'journal' | 'outbox';
  readonly page: 'requests' | 'outbox';
  readonly noun: string;
  /** What is lost, which the dialog says. */
  readonly text: string;
  readonly reload: () => void;
}

/** Deletes everything in a list, after a question. */
export function useClear({ resource, page, noun, text, reload }: List): { readonly clear: () => void; readonly notice: Notice } {
  const { run, notice } = useAction();
  const clear = (): void =>
    run(async () => {
      if (!(await confirmed({ title: `Clear all ${noun}?`, text, action: `Clear ${noun}` }))) return undefined;
      await ask(resource, { method: 'DELETE' });
      reload();
      openPath([page]);
      return 'Cleared.';
    });
  return { clear, notice };
}

/** How many a list shows, and the button that clears it. */
export function ListActions({ shown, isEmpty, onClear }: { shown: string; isEmpty: boolean; onClear: () => void }) {
  return (
    <>
      <span role="status" class="quiet">
        {shown}
      </span>
      <Button class="small" onClick={onClear} disabled={isEmpty}>
        Clear
      </Button>
    </>
  );
}
