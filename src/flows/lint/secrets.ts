import { isSecretName } from '../../util/redact/secret-names.js';
import type { Lint } from './define-lint.js';
import { httpInput, isHttpCard } from './http-cards.js';

export const secretInURL: Lint = {
  code: 'secret-in-url',
  level: 'error',
  why: 'URLs are kept by proxies, logs and the execution history; a secret in one is known to all of them.',
  fix: 'Send the job in the Body, as requestJobDescription=…, with the content type application/x-www-form-urlencoded.',
  check: ({ places, dataFlow }) => {
    const cards = places.flatMap(({ flow }) => flow.cards);
    const secrets = cards.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]).filter(({ key }) => isSecretName(key));
    const reached = dataFlow.downstream(secrets);
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

/** As long as the service's own, of hex digits: a placeholder has words in it. */
const LOOKS_REAL = /^(?=.*\d)[A-Za-z0-9+/=_-]{20,}$/;

export const secretInExport: Lint = {
  code: 'secret-in-export',
  level: 'warning',
  why: 'An export is mailed, committed and uploaded; a secret typed into a card goes along.',
  fix: 'Replace it by a placeholder before sharing the file, and make a new pair if it was shared already.',
  check: ({ places }) =>
    places.flatMap(({ flow, top }) =>
      flow.cards.flatMap((card) =>
        card.inputs
          .filter(({ key, literal }) => isSecretName(key) && typeof literal === 'string' && LOOKS_REAL.test(literal))
          .map(({ label }) => ({ flow: top.name, card, message: `'${label}' of '${card.title}' looks like a real secret.` })),
      ),
    ),
};
