import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { MAPPED_FIELDS } from '../../src/provision/mapping/mapping.js';
import { ROOT } from '../support/root.js';

const papers = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'RELEASING.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** `## From a list` → `from-a-list`, as GitHub makes anchors. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

/** Files that are not in the package are linked by their address in the repository. */
const REPOSITORY =
  /https:\/\/(?:github\.com\/expensify-emulator\/expensify-emulator\/(?:blob|tree)|raw\.githubusercontent\.com\/expensify-emulator\/expensify-emulator)\/main\/([^)\s#]+)/g;

test.each(papers)('every file of the repository that %s links to is there', (paper) => {
  const linked = [...readFileSync(join(ROOT, paper), 'utf8').matchAll(REPOSITORY)].map(([, path = '']) => path);
  expect(linked.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test.each(papers)('every relative link of %s leads somewhere', (paper) => {
  const text = readFileSync(join(ROOT, paper), 'utf8');
  const broken = [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]*))?\)/g)].filter(([, path = '', anchor]) => {
    const target = path === '' ? join(ROOT, paper) : join(ROOT, dirname(paper), path);
    if (!existsSync(target)) return true;
    return anchor !== undefined && target.endsWith('.md') && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

test('docs/guide/provisioning.md names every field there is', () => {
  const text = readFileSync(join(ROOT, 'docs/guide/provisioning.md'), 'utf8');
  for (const field of MAPPED_FIELDS) expect(text).toContain(`\`${field}\``);
});
