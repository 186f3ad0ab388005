import { createDeepRedactor } from '../../util/redact/redact-deeply.js';
import { isSecretName } from '../../util/redact/secret-names.js';
import { KnownSecrets, looksLikeToken } from '../engine/known-secrets.js';
import { type Card, type Pack, withInline } from '../export/model.js';
import type { Change, PackDiff } from './pack-diff.js';

/** All texts of a difference pass the redactor, as a title may repeat a secret that is typed into an input. */
export async function withoutSecrets(diff: PackDiff, packs: readonly Pack[]): Promise<PackDiff> {
  const redact = createDeepRedactor(secretsOf(packs).all);
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

/** Values typed into inputs that are named like a secret, or that look like a token. */
function secretsOf(packs: readonly Pack[]): KnownSecrets {
  const secrets = new KnownSecrets();
  const flows = packs.flatMap((pack) => [...pack.flows.values()].flatMap((top) => [...withInline(top)]));
  for (const { flow } of flows) for (const card of flow.cards) learn(card, secrets);
  return secrets;
}

function learn({ title, inputs }: Card, secrets: KnownSecrets): void {
  for (const { key, label, literal } of inputs) {
    // A path such as users.0.profile.displayName is as long as a token, and has fewer digits.
    const isToken = looksLikeToken(literal) && /(?:\d\D*){3}/.test(String(literal));
    if (isToken || (isSecretName(title) && typeof literal === 'string' && !/\s/.test(literal))) secrets.remember(literal);
    else for (const name of [key, label]) secrets.meet(name, literal);
  }
}
