import { expect, test } from 'vitest';
import { createDeepRedactor } from '../../../src/util/redact/redact-deeply.js';
import { turnsDuring } from '../../support/turns.js';

const LONG = '75ed68085c0fb3eb678b84247139cf65e2628d16';
const ODD = 'p+ss"w%rd & cö';
const SPELLED = [
  ['unchanged', LONG],
  ['in base64', Buffer.from(`id:${LONG}`).toString('base64').slice(4)],
  ['percent-encoded', encodeURIComponent(ODD)],
] as const;

/** 64 KiB are searched without a pause. */
const SLICE = 64 * 1024;
const dots = (length: number): string => '. '.repeat(length / 2 + 1).slice(0, length);

test.each([-20, -60, -39, -1, 0, 1].flatMap((offset) => SPELLED.map(([how, spelled]) => [how, offset, spelled] as const)))(
  'a secret %s is found where two slices of a long text meet, %d characters from there',
  async (_how, offset, spelled) => {
    const left = await createDeepRedactor([LONG, ODD])(`${dots(SLICE + offset)}${spelled} and so on`);
    expect(left.replace(/=*/g, '')).toBe(`${dots(SLICE + offset)}[redacted] and so on`);
  },
);

test.each<[string, string[], number]>([
  ['a short text', [dots(100)], 0],
  ['texts that together are less than a slice', [dots(SLICE / 2), dots(SLICE / 2 - 1)], 0],
  ['texts that together are a slice', [dots(SLICE / 2), dots(SLICE / 2)], 1],
  ['a text of two slices', [dots(SLICE * 2)], 2],
])('while %s is searched, other work runs once for each slice', async (_what, texts, pauses) => {
  const redact = createDeepRedactor([LONG]);
  const { turns } = await turnsDuring(async () => {
    for (const text of texts) expect(await redact(text)).toBe(text);
  });
  expect(turns).toBe(pauses);
});
