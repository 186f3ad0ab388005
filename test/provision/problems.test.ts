import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DISRUPTION_KINDS, DISRUPTIONS } from '../../src/provision/plan/disruption.js';
import { PROBLEMS } from '../../src/provision/problem.js';
import { ROOT } from '../support/root.js';

const page = readFileSync(join(ROOT, 'docs/guide/provisioning.md'), 'utf8');

test("docs/guide/provisioning.md lists every problem with the program's text", () => {
  const list = /<!-- list: problems -->\n([\s\S]*?)\n\n/.exec(page)?.[1] ?? '';
  const rows = [...list.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, code, said]) => [code, said]);
  expect(rows).toEqual(Object.entries(PROBLEMS));
});

test.each(DISRUPTION_KINDS.map((kind) => DISRUPTIONS[kind]))(
  'docs/guide/provisioning.md names $flag and allow.$allow',
  ({ flag, allow }) => {
    expect(page).toContain(`\`${flag} N\``);
    expect(page).toContain(allow);
  },
);
