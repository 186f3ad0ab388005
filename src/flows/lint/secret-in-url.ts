import { isSecretName } from '../../util/redact/secret-names.js';
import type { Card, Slot } from '../export/model.js';
import type { Lint } from './define-lint.js';
import { httpInput, isHttpCard } from './http-cards.js';

export const secretInURL: Lint = {
  code: 'secret-in-url',
  level: 'error',
  why: 'Proxies, logs and the execution history keep URLs, so a secret in a URL ends up in all of them.',
  fix: 'Send the secret in a header or in the Body. For Expensify: requestJobDescription=… in the Body, with the content type application/x-www-form-urlencoded.',
  check: ({ places, dataFlow }) => {
    const cards = places.flatMap(({ flow }) => flow.cards);
    const secrets = cards.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]).filter(({ key }) => isSecretName(key));
    const reached = dataFlow.downstream(secrets, isNoLongerSecret);
    return places.flatMap(({ flow, top }) =>
      flow.cards.filter(isHttpCard).flatMap((card) =>
        (['URL', 'Query'] as const).flatMap((name) => {
          const input = httpInput(card, name);
          if (input === undefined || !reached.has(input)) return [];
          return [{ flow: top.name, card, message: `A secret goes into the ${name} of '${card.title}'.` }];
        }),
      ),
    );
  },
};

/** A value that a service returns for a secret is not that secret; neither is a signature, number or boolean made from it. */
function isNoLongerSecret(slot: Slot, card: Card | undefined): boolean {
  if (card === undefined || !card.outputs.includes(slot)) return false;
  return (
    card.id.startsWith('@') || card.id === 'http.raw' || card.id === 'crypto.hmac' || slot.type === 'number' || slot.type === 'boolean'
  );
}
