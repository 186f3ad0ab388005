import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  diffFlows,
  inventoryFlow,
  lintFlow,
  loadFlow,
  mermaid,
  type RunFlowOptions,
  runFlow,
  suggestStubs,
} from '../../../src/flows/index.js';
import { randomCards, randomFlow } from './random-flow.js';

/** The same flows in every run. */
const SEED = 20_260_131;
const OPTIONS: RunFlowOptions = {
  flow: 'Random',
  clock: '2026-01-31T09:00:00Z',
  input: { Item: { a: { b: 'Ann' } }, Text: 'a,b' },
  users: [{ id: '00u1', profile: { login: 'a', email: 'ann@x.example' } }],
  limits: { steps: 500, depth: 20, bytes: 2_000_000 },
};
const KINDS = ['card', 'limit', 'host', 'unstubbed', 'cycle'];

test('a random flow survives writing and loading, and every command can read it', async () => {
  await fc.assert(
    fc.asyncProperty(randomCards, async (cards) => {
      const flow = randomFlow(cards);
      expect(randomFlow(cards)).toEqual(flow);
      const pack = loadFlow({ text: JSON.stringify(flow), source: 'random.flow' });
      expect(pack.findings).toEqual([]);
      lintFlow(pack);
      inventoryFlow(pack);
      mermaid(pack);
      suggestStubs(pack);
      expect(await diffFlows(pack, flow)).toEqual({ flows: [], tables: [] });
    }),
    { seed: SEED, numRuns: 60 },
  );
});

test('a random flow ends with a result or a card error, and a second run gives the same', async () => {
  const ends = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(randomCards, async (cards) => {
      const flow = randomFlow(cards);
      const result = await runFlow(flow, OPTIONS);
      expect(JSON.stringify(await runFlow(flow, OPTIONS))).toBe(JSON.stringify(result));
      const messages = [result.error?.message ?? '', ...result.ignored.map(({ message }) => message)].join('\n');
      expect(messages).not.toContain("The card can't run here");
      if (result.error !== undefined) expect(KINDS).toContain(result.error.kind);
      const end = result.error?.kind ?? result.status;
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }),
    { seed: SEED, numRuns: 120 },
  );
  // If all flows failed at their first card, the test would prove nothing.
  expect(ends.get('finished')).toBeGreaterThan(30);
  expect(ends.get('card')).toBeGreaterThan(10);
});
