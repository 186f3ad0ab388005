import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { advisories } from '../../src/emulator/advisories/table.js';
import { allStatements } from '../../src/jobs/statements.js';
import { weakestEvidence } from '../../src/protocol/evidence.js';

const read = (path: string): string => readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8');

const assumed = allStatements().filter((statement) => weakestEvidence(statement) === 'assumed');

test.each(assumed.map(({ id }) => id))('docs/limits.md has a row for the assumed %s', (id) => {
  expect(read('limits.md')).toContain(`| \`${id}\` |`);
});

test('every row of docs/limits.md is about something that is assumed', () => {
  const ids = [...read('limits.md').matchAll(/^\| `([^`]+)` \|/gm)].map(([, id]) => id);
  expect(ids).toEqual(expect.arrayContaining([...new Set(ids)]));
  expect(ids.filter((id) => !assumed.some((statement) => statement.id === id))).toEqual([]);
});

test('docs/advisories.md explains every advisory and no other', () => {
  const headings = [...read('advisories.md').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(headings.sort()).toEqual(Object.keys(advisories).sort());
});
