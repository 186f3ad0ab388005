import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DISRUPTIONS } from '../../src/provision/plan/disruption.js';
import { ROOT } from '../support/root.js';
import { readPage } from '../support/snippets.js';

const source = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(ROOT, 'src', name), 'utf8'))
  .join('\n')
  .replaceAll('$' + '{DISRUPTIONS[kind].done}', DISRUPTIONS.removal.done)
  .replaceAll('$' + '{flag}', DISRUPTIONS.removal.flag);

/** The messages in the first column of the tables about what to do. */
const quoted = readPage('docs/guide/troubleshooting.md')
  .split(/^\| you see \| what to do \|$/m)
  .slice(1)
  .flatMap((table) => [...table.matchAll(/^\| `([^`]* [^`]*)` \|/gm)].map(([, message = '']) => message));

test('the guide quotes messages', () => {
  expect(quoted.length).toBeGreaterThan(8);
});

test.each(quoted)('the program has the message that docs/guide/troubleshooting.md quotes: %s', (message) => {
  const fragments = message.split('…').map((part) => part.trim());
  const parts = fragments.filter((part) => part !== '').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  expect(source).toMatch(new RegExp(parts.join('[^]{0,900}?')));
});
