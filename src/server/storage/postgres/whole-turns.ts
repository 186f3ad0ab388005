import type { Soon } from '../../../runtime/soon.js';
import type { Context } from './context.js';
import { inSession } from './database.js';
import { readScopes } from './read-rows.js';
import { beginForAll } from './statements.js';
import { Turn } from './turn.js';

/** Changes more than a company, while no process changes anything else. Rejects if the change can't be kept; it is taken back then. */
export async function alone<T>(context: Context, work: () => Soon<T>): Promise<T> {
  if (context.turns.now() !== undefined) return work();
  await context.ready();
  return context.gate.alone(() => wholeTurn(context, work));
}

/** Holds the locks over everything. */
function wholeTurn<T>({ db, replica, transactions }: Context, work: () => Soon<T>): Promise<T> {
  return inSession(db.session, async (session) => {
    const [, , , all] = await session.run(beginForAll(true));
    if (!(await replica.isCurrent(session, readScopes(all)))) await replica.reloadNow();
    const versions = new Map(replica.known.versions);
    return transactions.run(
      session,
      new Turn(undefined, true),
      { versionOf: (scope) => versions.get(scope) ?? 0, random: undefined },
      work,
    );
  });
}

/** Resolves when this process knows all changes that were confirmed before the call. */
export async function catchUp({ db, gate, replica, ready }: Context): Promise<void> {
  await ready();
  const isCaughtUp = await gate.enter(undefined, () =>
    inSession(db.session, async (session) => {
      const [, , , all] = await session.run(beginForAll(false));
      const done = await replica.memory.catchUp(session, readScopes(all));
      await session.run('COMMIT');
      return done;
    }),
  );
  if (!isCaughtUp) await replica.reload();
}
