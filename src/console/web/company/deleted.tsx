import type { Deletion } from '../../deletion.js';
import { ask } from '../api.js';
import type { Done } from '../hooks.js';
import { confirmed } from '../ui/confirm.js';

/** Deletes something of a company after saying what goes with it, or says why it can't be deleted. */
export async function deleted(path: string, name: string): Promise<Done | undefined> {
  const { refused, goes, stays } = await ask<Deletion>(`${path}/deletion`);
  if (refused !== undefined) return { text: refused, isBad: true };
  const text = (
    <>
      {goes.length > 0 && (
        <>
          <p>This goes with it:</p>
          <ul>
            {goes.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
      {stays !== undefined && <p>{stays}</p>}
      <p>Time travel on this page can bring it back.</p>
    </>
  );
  if (!(await confirmed({ title: `Delete ${name}?`, text, action: 'Delete' }))) return undefined;
  await ask(path, { method: 'DELETE' });
  return { text: `Deleted ${name}.` };
}
