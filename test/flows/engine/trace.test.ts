import { expect, test } from 'vitest';
import { KnownSecrets } from '../../../src/flows/engine/known-secrets.js';
import { Trace, type TraceEntry } from '../../../src/flows/engine/trace.js';
import type { Card, Slot } from '../../../src/flows/export/model.js';

const cardOf = (...inputs: readonly Partial<Slot>[]): Card => ({ title: 'Card', inputs, outputs: [] }) as unknown as Card;

const begin = (trace: Trace, card = cardOf()): TraceEntry => trace.begin({ card, flow: 'Flow', depth: 0, caller: -1, startedAt: 0 });

const positions = (trace: Trace): number[] => trace.entries.map(({ position }) => position);

test('the first cards are kept, and the others are counted', () => {
  const trace = new Trace(2, new KnownSecrets());
  for (let count = 0; count < 5; count++) begin(trace);
  expect(positions(trace)).toEqual([0, 1]);
  expect(trace).toMatchObject({ count: 5, dropped: 3 });
});

test('a failed card is kept once, whether it is one of the first or not', () => {
  const trace = new Trace(2, new KnownSecrets());
  const begun = Array.from({ length: 5 }, () => begin(trace));
  for (const entry of begun) if (entry.position > 0) trace.fail(entry, { message: `no ${entry.position}` });
  expect(trace.entries.map(({ position, error }) => [position, error?.message])).toEqual([
    [0, undefined],
    [1, 'no 1'],
    [2, 'no 2'],
    [3, 'no 3'],
    [4, 'no 4'],
  ]);
  expect(trace.dropped).toBe(0);
});

test('a hundred failed cards are kept in addition to the first ones', () => {
  const trace = new Trace(1, new KnownSecrets());
  for (let count = 0; count < 150; count++) trace.fail(begin(trace), { message: 'no', code: 7 });
  expect(positions(trace)).toEqual(Array.from({ length: 101 }, (_, index) => index));
  expect(trace).toMatchObject({ count: 150, dropped: 49 });
});

test.each<[string, Partial<Slot>]>([
  ['key', { id: '1', key: 'password', label: 'Word' }],
  ['label', { id: '1', key: 'value', label: 'Password' }],
])('an input with the name of a secret in its %s makes its value a known secret', (_what, slot) => {
  const secrets = new KnownSecrets();
  const trace = new Trace(1, secrets);
  const inputs = new Map([['1', 'abcd-1']]);
  const entry = begin(trace, cardOf(slot, { id: '2', key: 'other', label: 'Other' }));
  trace.take(entry, inputs);
  expect(secrets.all).toEqual(['abcd-1']);
  expect(entry.inputs).toBe(inputs);
});

test('an output with the name of a secret makes its value a known secret', () => {
  const secrets = new KnownSecrets();
  const trace = new Trace(1, secrets);
  trace.give(
    begin(trace),
    new Map([
      ['Access token', 'abcd-1'],
      ['Name', 'efgh-2'],
    ]),
  );
  expect(secrets.all).toEqual(['abcd-1']);
});
