import { expect, test } from 'vitest';
import { buildFlow, type Cards, type FlowExport, lintFlow } from '../../../src/flows/index.js';

const codes = (flow: object): string[] => lintFlow(flow).map(({ code }) => code);

test('checks a helper that passes its own input to itself', () => {
  const flow = buildFlow('Next page', (cards) => {
    const start = cards.helperFlow({ Cursor: 'string' });
    const kept = cards.assign({ Cursor: start.out('Cursor') });
    cards.rawRequest({ url: kept.out('Cursor'), title: 'Page' });
    cards.callFlow('self', { Cursor: kept.out('Cursor') });
  });
  expect(codes(flow)).toEqual(['unhandled-api-error']);
});

test('finds an encoding through a helper that calls itself', () => {
  const encodes = (isEncoded: boolean): FlowExport => {
    const pages = buildFlow('Next page', (cards: Cards) => {
      const start = cards.helperFlow({ Who: 'string' });
      cards.rawRequest({ url: cards.compose('https://api.example.com/?who={{who}}', { who: start.out('Who') }) });
      cards.callFlow('self', { Who: start.out('Who') });
    });
    return buildFlow('Begin', (cards) => {
      const start = cards.helperFlow({ Name: 'string' });
      const name = start.out('Name');
      cards.callFlow(pages, { Who: isEncoded ? cards.encodeComponent(name) : name });
    });
  };
  expect(codes(encodes(true))).not.toContain('unencoded-form-value');
  expect(codes(encodes(false))).toContain('unencoded-form-value');
});

test('a chain of many cards does not overflow the stack', () => {
  const flow = buildFlow('Chain', (cards) => {
    let value = cards.helperFlow({ Who: 'string' }).out('Who');
    for (let index = 0; index < 3000; index++) value = cards.assign({ Who: value }).out('Who');
    cards.rawRequest({ url: cards.compose('https://api.example.com/?who={{who}}', { who: value }) });
  });
  expect(codes(flow)).toContain('unencoded-form-value');
});
