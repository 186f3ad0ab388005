import { expect, test } from 'vitest';
import { createProgress } from '../../src/cli/verify-progress.js';

/** What is written while five interactions end, one every 3 s; the second one fails. */
function written(isTTY: boolean): string[] {
  const texts: string[] = [];
  let now = 0;
  const progress = createProgress(5, { isTTY, write: (text) => texts.push(text) }, () => now);
  const verdicts: { status: 'passed' | 'failed' }[] = [];
  for (const status of ['passed', 'failed', 'passed', 'passed', 'passed'] as const) {
    now += 3000;
    verdicts.push({ status });
    progress.show(verdicts);
  }
  progress.end();
  return texts;
}

test('a terminal gets one line that is updated and removed at the end', () => {
  const line = (text: string): string => `\r\u001b[K${text}`;
  expect(written(true)).toEqual([
    line('1 of 5 interactions, 0 failed'),
    line('2 of 5 interactions, 1 failed'),
    line('3 of 5 interactions, 1 failed'),
    line('4 of 5 interactions, 1 failed'),
    line('5 of 5 interactions, 1 failed'),
    line(''),
  ]);
});

test('a log gets a line every few seconds', () => {
  expect(written(false)).toEqual(['2 of 5 interactions, 1 failed\n', '4 of 5 interactions, 1 failed\n']);
});
