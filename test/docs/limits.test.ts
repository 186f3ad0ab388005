import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { advisories } from '../../src/emulator/advisories/table.js';
import { allStatements } from '../../src/jobs/statements.js';
import { weakestEvidence } from '../../src/protocol/evidence.js';

const read = (path: string): string => readFileSync(new URL(`../../docs/reference/${path}`, import.meta.url), 'utf8');

test.each(allStatements().map((statement) => [statement.id, statement] as const))(
  '%s has a limit, what of it is assumed and what to do, when it is assumed and only then',
  (_id, statement) => {
    const { kind, limit } = statement;
    if (weakestEvidence(statement) !== 'assumed') return expect(limit).toBeUndefined();
    expect(limit?.assumed).toMatch(/\.$/);
    // What to do about a skip reason is the same for all.
    if (kind !== 'skip reason') expect(limit?.advice).toMatch(/\.$/);
  },
);

test('docs/reference/advisories.md explains every advisory and no other', () => {
  const headings = [...read('advisories.md').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(headings.sort()).toEqual(Object.keys(advisories).sort());
});
