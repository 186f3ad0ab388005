import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { render } from '../../src/emulator/templates/index.js';
import { foreignTool } from '../support/foreign-tools.js';
import { MODEL, templates } from '../support/templates.js';

const COUNT = 2_000;

test('renders 2,000 generated templates like FreeMarker 2.3.34, or both reject them', { timeout: 300_000 }, async (context) => {
  const classPath = [foreignTool('rhino', context), foreignTool('freemarker', context)].join(delimiter);
  const generated = fc.sample(templates, { numRuns: COUNT, seed: 20_261_127 });
  const input = generated.map((template) => JSON.stringify({ template, model: MODEL })).join('\n');
  const args = [
    '-cp',
    classPath,
    'org.mozilla.javascript.tools.shell.Main',
    '-opt',
    '0',
    join(import.meta.dirname, 'freemarker-oracle.js'),
  ];
  const { stdout, stderr } = spawnSync('java', args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  const answers = stdout
    .trim()
    .split('\n')
    .map((line): { output?: string; error?: string } => JSON.parse(line));
  expect(answers.length, stderr).toBe(COUNT);
  expect(answers.filter(({ error }) => error === undefined).length).toBeGreaterThan(COUNT / 2);
  const differing = [];
  for (const [index, template] of generated.entries()) {
    const ours = await render(template, MODEL).then(
      ({ output }) => output,
      () => undefined,
    );
    const theirs = answers[index];
    if (ours !== theirs?.output) differing.push({ template, ours, theirs });
  }
  expect(differing.slice(0, 3)).toEqual([]);
});
