import type { Lint } from './define-lint.js';
import { isAPICard } from './unhandled-api-error.js';

export const requestInLoop: Lint = {
  code: 'request-in-loop',
  level: 'note',
  why: 'Each item costs a request. With many items, the flow is slow, and a service with a rate limit refuses the later requests.',
  fix: 'Use a bulk request if the service has one, or set up a retry for status 429 on the card.',
  check: ({ places, looped, calls }) => {
    // For calls of the Integration Server, call-in-loop is more specific.
    const isExpensify = new Set(calls.map(({ card }) => card));
    return places.flatMap(({ flow, top }) => {
      const loop = looped.get(flow);
      if (loop === undefined) return [];
      return flow.cards
        .filter((card) => isAPICard(card) && !isExpensify.has(card) && card.policy.retry === 0)
        .map((card) => ({ flow: top.name, card, message: `'${card.title}' sends a request for each item of ${loop}, without a retry.` }));
    });
  },
};
