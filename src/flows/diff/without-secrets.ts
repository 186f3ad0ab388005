import { createDeepRedactor } from '../../util/redact/redact-deeply.js';
import { typedSecrets } from '../engine/typed-secrets.js';
import type { Pack } from '../export/model.js';
import type { Change, PackDiff } from './pack-diff.js';

/** Redacts all texts of a difference, because a title may repeat a secret that is typed into an input. */
export async function withoutSecrets(diff: PackDiff, packs: readonly Pack[]): Promise<PackDiff> {
  const redact = createDeepRedactor(typedSecrets(packs).all);
  const redactAll = (changes: readonly Change[]): Promise<Change[]> =>
    inTurn(changes, async ({ what, before, after }) => ({
      what: await redact(what),
      ...(before !== undefined && { before: await redact(before) }),
      ...(after !== undefined && { after: await redact(after) }),
    }));
  return {
    flows: await inTurn(diff.flows, async (flow) => ({
      ...flow,
      name: await redact(flow.name),
      changes: await redactAll(flow.changes),
      cards: await inTurn(flow.cards, async (card) => ({
        ...card,
        title: await redact(card.title),
        path: await inTurn(card.path, redact),
        changes: await redactAll(card.changes),
      })),
    })),
    tables: await inTurn(diff.tables, async (table) => ({
      ...table,
      name: await redact(table.name),
      changes: await redactAll(table.changes),
    })),
  };
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}
