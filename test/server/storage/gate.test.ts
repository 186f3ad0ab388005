import { expect, test } from 'vitest';
import { Gate } from '../../../src/server/storage/postgres/gate.js';

test('whoever gives up waiting lets nobody overtake the one before', async () => {
  const gate = new Gate(5);
  const events: string[] = [];
  let finish = (): void => {};
  const first = gate.enter('acme', async () => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    events.push('first');
  });
  await expect(gate.enter('acme', async () => void events.push('second'))).rejects.toThrow('takes too long');
  const third = gate.enter('acme', async () => void events.push('third'));
  finish();
  await Promise.all([first, third]);
  expect(events).toEqual(['first', 'third']);
});

test('nobody is inside with whoever is alone', async () => {
  const gate = new Gate(1000);
  const events: string[] = [];
  const step = async (name: string): Promise<void> => {
    events.push(`${name} enters`);
    await Promise.resolve();
    events.push(`${name} leaves`);
  };
  await Promise.all([gate.enter('acme', () => step('acme')), gate.alone(() => step('alone')), gate.enter(undefined, () => step('nobody'))]);
  expect(events).toEqual(['acme enters', 'acme leaves', 'alone enters', 'alone leaves', 'nobody enters', 'nobody leaves']);
});
