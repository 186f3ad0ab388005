import { expect, test } from 'vitest';
import { nextTurn } from '../../src/runtime/timer.js';
import { createSendTogether } from '../../src/server/send-together.js';

test('what is ready in one turn is sent together at its end, in order', async () => {
  const sendTogether = createSendTogether();
  const sent: number[] = [];
  for (const one of [1, 2, 3]) sendTogether(() => sent.push(one));
  await Promise.resolve();
  expect(sent).toEqual([]);
  await nextTurn();
  expect(sent).toEqual([1, 2, 3]);
});

test('what becomes ready while others are sent is sent in the next turn', async () => {
  const sendTogether = createSendTogether();
  const sent: string[] = [];
  sendTogether(() => {
    sent.push('first');
    sendTogether(() => sent.push('second'));
  });
  await nextTurn();
  expect(sent).toEqual(['first']);
  await nextTurn();
  await nextTurn();
  expect(sent).toEqual(['first', 'second']);
});
