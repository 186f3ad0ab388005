import { createEvent } from '../flows/index.js';
import { createClock } from '../runtime/clock.js';
import { readDataFile } from './read-data-file.js';

export interface FlowEventFlags {
  readonly user?: string;
  readonly users?: string;
  readonly app?: string;
  readonly group?: string;
  readonly changed?: string;
  readonly at?: string;
}

/** Prints an event hook as JSON; exit code 0. */
export async function flowEvent(type: string, { user = '', users, app, group, changed, at }: FlowEventFlags): Promise<number> {
  const hook = createEvent(type, {
    user,
    app,
    group,
    changed,
    at: new Date(createClock(at).now()).toISOString(),
    ...(users !== undefined && { users: await readDataFile(users) }),
  });
  process.stdout.write(`${JSON.stringify(hook, null, 2)}\n`);
  return 0;
}
