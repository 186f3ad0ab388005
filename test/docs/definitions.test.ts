import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderFidelity } from '../../scripts/docs/fidelity.js';
import { renderLimits } from '../../scripts/docs/limits.js';
import { jobSchemas, schemaFiles } from '../../src/contract/export/json-schemas.js';
import { ROOT } from '../support/root.js';

// What the definitions of the jobs say, and the pages and schemas that `npm run generate` writes from them. These tests load
// nothing else, so that they are quick enough for every mutant of a definition.

/** A page without the numbers of contract tests, which take a second to load. generated.test.ts compares them. */
const withoutCounts = (page: string): string => page.replace(/ \| (?:no|\d+|\d+ of \d+) \|$/gm, ' | ? |');

test('docs/reference/fidelity.md lists every statement of the definitions', () => {
  expect(withoutCounts(renderFidelity([]))).toBe(withoutCounts(readFileSync(join(ROOT, 'docs/reference/fidelity.md'), 'utf8')));
});

test('docs/reference/limits.md is what the definitions say is assumed', async () => {
  await expect(renderLimits()).toMatchFileSnapshot('../../docs/reference/limits.md');
});

const schemas = jobSchemas()
  .flatMap(schemaFiles)
  .map(({ name, schema }) => [name, schema] as const);

test.each(schemas)('schemas/%s is made of the definition of its job', async (name, schema) => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(`../../schemas/${name}`);
});
