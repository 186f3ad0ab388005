import { expect, test } from 'vitest';
import type { Ref } from '../../../src/flows/builder/draft.js';
import { buildFlow, type Cards, lintFlow } from '../../../src/flows/index.js';

const isFound = (make: (cards: Cards) => Ref): boolean => {
  const flow = buildFlow('Form', (cards) => {
    cards.helperFlow({});
    cards.rawRequest({ url: 'https://api.example.com/token', body: cards.compose('value={{value}}', { value: make(cards) }) });
  });
  return lintFlow(flow).some(({ code }) => code === 'unencoded-form-value');
};

test.each<[string, boolean, (cards: Cards) => Ref]>([
  ['a signed token', false, (cards) => cards.card('jwt.sign', 'Sign', {}, { token: 'string' }).out()],
  ['a signature in hexadecimal', false, (cards) => cards.card('crypto.hmac', 'Sign', { digest: 'hex' }, { output: 'string' }).out()],
  ['a signature in base64', true, (cards) => cards.card('crypto.hmac', 'Sign', { digest: 'base64' }, { output: 'string' }).out()],
  ['a text in base64', true, (cards) => cards.card('string.base64', 'Encode', { string: 'x' }, { output: 'string' }).out()],
])('%s needs an encoding in a form: %s', (_, isNeeded, make) => {
  expect(isFound(make)).toBe(isNeeded);
});
