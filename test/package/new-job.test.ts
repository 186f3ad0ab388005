import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../support/root.js';

let project: string;
let printed: string;
const file = (name: string): string => join(project, name);
const node = (args: readonly string[]) =>
  promisify(execFile)(process.execPath, args, { cwd: project, env: { ...process.env, CI: '1' }, maxBuffer: 64 * 1024 * 1024 });

/** A copy of the project with an additional job. The script compiles it, so a scaffold that does not compile fails here. */
beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'new-job-'));
  const left = new Set(['node_modules', 'dist', '.git', 'coverage']);
  cpSync(ROOT, project, { recursive: true, filter: (path) => !left.has(relative(ROOT, path)) });
  // A job that the service does not have, because all real jobs exist already.
  const catalogue = readFileSync(file('src/jobs/catalogue.ts'), 'utf8');
  writeFileSync(file('src/jobs/catalogue.ts'), catalogue.replace('create: [', "create: ['trip', "));
  symlinkSync(join(ROOT, 'node_modules'), file('node_modules'), 'junction');
  printed = (await node(['scripts/new-job.mjs', 'create-trip'])).stdout;
}, 300_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

test('a new job is a folder, a contract and its lines in the catalogue', () => {
  expect(printed).toContain('src/jobs/create-trip/definition.ts\nsrc/jobs/create-trip/run.ts\n');
  expect(readFileSync(file('src/jobs/catalogue.ts'), 'utf8')).toMatch(/definedJobs[^;]*updateEmployees[^;]*createTrip,?\s*\];/);
  expect(readFileSync(file('src/jobs/runnable-jobs.ts'), 'utf8')).toMatch(/runnableJobs[^;]*runUpdateEmployees[^;]*runCreateTrip,?\s*\];/);
  expect(readFileSync(file('contracts/create-trip/answers.yaml'), 'utf8')).toContain('create trip/done');
});

test('the tests name only what the new job lacks', async () => {
  const tests = [
    'test/protocol',
    'test/contract/coverage-of-protocol.test.ts',
    'test/docs/generated.test.ts',
    'test/docs/definitions.test.ts',
    'test/docs/limits.test.ts',
  ];
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=json', '--outputFile=report.json'];
  await node([...vitest, ...tests, 'test/architecture/jobs.test.ts']).catch(() => undefined);
  const report = JSON.parse(readFileSync(file('report.json'), 'utf8'));
  const failed = report.testResults.flatMap(({ assertionResults }: any) =>
    assertionResults.filter(({ status }: any) => status === 'failed').map(({ title }: any) => title),
  );
  expect(failed.sort()).toEqual([
    "'create trip/done' is tested by an interaction",
    'create trip/done has a limit, what of it is assumed and what to do, when it is assumed and only then',
    'docs/reference/fidelity.md is what the protocol definition says',
    'docs/reference/fidelity.md lists every statement of the definitions',
    'schemas/create-trip.answer.schema.json is made of the definition of its job',
    'schemas/create-trip.request.schema.json is made of the definition of its job',
  ]);
}, 300_000);
