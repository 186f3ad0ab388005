import { MAX_MAILS } from '../../../emulator/outbox/outbox.js';
import type { Context } from './context.js';
import { inSession } from './database.js';
import type { News } from './follower.js';
import { readChangeRows, readExchangeRows, readMailRows } from './read-rows.js';
import { followChanges, readExchanges, readOutbox } from './statements.js';

/** Reads what others have changed, for the console and for whoever watches. */
export async function readNews({ db, gate, replica, side }: Context, { scopes, exchanges, hasMails, isEverything }: News): Promise<void> {
  const { parts } = side;
  if (parts === undefined || replica.isStale) return;
  if (isEverything) return replica.reload();
  await gate.enter(undefined, () =>
    inSession(db.session, async (session) => {
      if (scopes.size > 0) {
        const behind = [...scopes].map((scope) => [scope, replica.known.versionOf(scope)] as const);
        const [, ...read] = await session.run(followChanges(behind, session.literal));
        if (!replica.memory.apply(readChangeRows(read))) replica.isStale = true;
      }
      if (exchanges.length > 0) parts.journal.enter(readExchangeRows((await session.run(readExchanges(exchanges)))[0]));
      if (hasMails) parts.outbox.enter(readMailRows((await session.run(readOutbox(MAX_MAILS)))[0]));
    }),
  );
}
