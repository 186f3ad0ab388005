import { escapePattern } from '../../util/escape-pattern.js';
import { createRedactor, REDACTED } from '../../util/redact/redact.js';
import { isSecretName } from '../../util/redact/secret-names.js';
import { type Card, type Pack, withInline } from '../export/model.js';
import { KnownSecrets, looksLikeToken } from './known-secrets.js';

/** Values in inputs whose name is that of a secret, or that look like tokens. */
export function typedSecrets(packs: readonly Pack[]): KnownSecrets {
  const secrets = new KnownSecrets();
  const flows = packs.flatMap((pack) => [...pack.flows.values()].flatMap((top) => [...withInline(top)]));
  for (const { flow } of flows) for (const card of flow.cards) learn(card, secrets);
  return secrets;
}

function learn({ title, inputs }: Card, secrets: KnownSecrets): void {
  for (const { key, label, literal } of inputs) {
    // A path such as users.0.profile.displayName is as long as a token but has fewer digits.
    const isToken = looksLikeToken(literal) && /(?:\d\D*){3}/.test(String(literal));
    if (isToken || (isSecretName(title) && typeof literal === 'string' && !/\s/.test(literal))) secrets.remember(literal);
    else for (const name of [key, label]) secrets.meet(name, literal);
  }
}

const made = new WeakMap<object, (name: string) => string>();

/**
 * Removes from names in an export any secret that is typed into an input: a title may repeat one, and names of cards that
 * never ran don't pass through a run's redactor.
 * @example shownName(pack)('Log in with hunter2-hunter2') // 'Log in with [redacted]'
 */
export function shownName(pack: Pack): (name: string) => string {
  const known = made.get(pack) ?? createShown(typedSecrets([pack]).all);
  made.set(pack, known);
  return known;
}

function createShown(secrets: readonly string[]): (name: string) => string {
  const longestFirst = secrets.toSorted((one, other) => other.length - one.length);
  const pattern = secrets.length === 0 ? undefined : new RegExp(longestFirst.map(escapePattern).join('|'), 'g');
  const { request: withoutNamed } = createRedactor([]);
  return (name) => withoutNamed(pattern === undefined ? name : name.replace(pattern, REDACTED));
}
