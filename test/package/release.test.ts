import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { manifest } from '../support/packed.js';
import { ROOT } from '../support/root.js';

const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

interface Workflow {
  readonly on: { readonly push: { readonly tags: readonly string[] } };
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly needs?: string;
        readonly permissions?: object;
        readonly steps: readonly { readonly run?: string; readonly uses?: string }[];
      }
    >
  >;
}

const workflow: Workflow = parse(read('.github/workflows/release.yml'));
const commandsOf = (job: string): string[] => (workflow.jobs[job]?.steps ?? []).flatMap(({ run }) => run ?? []);

test('the release workflow runs the checks of CI before it publishes', () => {
  expect(workflow.on.push.tags).toEqual(['v*.*.*']);
  expect(commandsOf('verify')).toEqual(['node scripts/check-release.mjs "$GITHUB_REF_NAME"', '.ci/run']);
  expect(workflow.jobs.publish?.needs).toBe('verify');
});

test('the release workflow publishes with provenance, which needs an identity token and the repository in package.json', () => {
  expect(commandsOf('publish')).toContain('npm publish --provenance --access public');
  expect(workflow.jobs.publish?.permissions).toMatchObject({ 'id-token': 'write' });
  expect(manifest.repository.url).toBe('git+https://github.com/expensify-emulator/expensify-emulator.git');
  expect(manifest.homepage).toMatch(/^https:\/\/github\.com\/expensify-emulator\/expensify-emulator/);
  expect(manifest.bugs).toMatch(/^https:\/\/github\.com\/expensify-emulator\/expensify-emulator\/issues$/);
});

test('every script that the release workflow and RELEASING.md name exists', () => {
  const texts = [read('RELEASING.md'), ...Object.keys(workflow.jobs).flatMap(commandsOf)];
  const named = texts.flatMap((text) =>
    [...text.matchAll(/(?:scripts\/[\w./-]+\.(?:mjs|sh)|\.ci\/run|\.github\/[\w/-]+\.yml)/g)].map(([path]) => path),
  );
  expect(named).toContain('scripts/check-release.mjs');
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

const check = (...args: string[]) => spawnSync(process.execPath, [join(ROOT, 'scripts/check-release.mjs'), ...args], { encoding: 'utf8' });

test('a tag that agrees with package.json and a dated changelog entry passes', () => {
  expect(check(`v${manifest.version}`)).toMatchObject({ status: 0, stderr: '' });
});

test.each([[['v99.0.0']], [[]]])('the tag %j is refused with one sentence', (args) => {
  expect(check(...args)).toMatchObject({ status: 1, stderr: expect.stringMatching(/^The tag must be v[^\n]+\n$/) });
});

test('every released version in CHANGELOG.md has a date, and the newest comes first', () => {
  const headings = [...read('CHANGELOG.md').matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading);
  expect(headings[0]).toBe('Unreleased');
  const dates = headings.slice(1).map((heading) => /^\d+\.\d+\.\d+ - (\d{4}-\d{2}-\d{2})$/.exec(heading)?.[1] ?? heading);
  expect(dates).toEqual(dates.toSorted().toReversed());
  expect(dates.every((date) => !Number.isNaN(Date.parse(date)))).toBe(true);
});
