import { ask } from '../api.js';
import { useAction } from '../hooks.js';
import { saveFile } from '../save-file.js';
import { Button } from '../ui/button.js';
import { confirmed } from '../ui/confirm.js';
import { pretty } from '../ui/pretty.js';
import { Said } from '../ui/said.js';

/** Buttons that reset, download and restore the whole world. What replaces it can be undone. */
export function WholeWorld() {
  const { run, notice } = useAction();
  const undoable = async (text: string, change: () => Promise<unknown>) => {
    const before = await ask<unknown>('state');
    await change();
    return { text, undo: () => ask('state', { method: 'PUT', body: before }) };
  };
  const save = (): void =>
    run(async () => {
      saveFile(pretty(await ask<unknown>('state')), 'expensify-emulator.snapshot.json', 'application/json');
      return 'Downloaded. It contains no secrets.';
    });
  const restore = (file: File | undefined): void => {
    if (file === undefined) return;
    run(async () => {
      const body: unknown = JSON.parse(await file.text());
      return undoable(`Restored ${file.name}.`, () => ask('state', { method: 'PUT', body }));
    });
  };
  const reset = (): void =>
    run(async () => {
      const isSure = await confirmed({
        title: 'Reset to seed?',
        text: 'All companies return to the seed. Requests, emails, faults and the clock are cleared too, and these do not come back.',
        action: 'Reset',
      });
      return isSure ? undoable('Reset to seed.', () => ask('reset', { method: 'POST' })) : undefined;
    });
  return (
    <>
      <Said {...notice} />
      <Button class="small danger" onClick={reset}>
        <span>
          Reset<span class="long"> to seed</span>
        </span>
      </Button>
      <Button class="small" onClick={save}>
        <span>
          Download<span class="long"> snapshot</span>
        </span>
      </Button>
      <label class="button small">
        <span>
          Restore<span class="long"> snapshot</span>
        </span>
        <input type="file" accept=".json" onChange={(event) => restore(event.currentTarget.files?.[0])} />
      </label>
    </>
  );
}
