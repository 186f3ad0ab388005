import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Consumer, installPacked } from '../support/packed.js';
import { snippetsOf } from '../support/snippets.js';

/** The files of README and of the guide, by how they are run. */
const snippets = ['README.md', 'docs/guide/test-runners.md']
  .flatMap(snippetsOf)
  .flatMap(({ file, run, source }) => (file === undefined || run === undefined ? [] : [{ file, how: run, source }]));
const filesRunBy = (how: string): string[] => snippets.filter((snippet) => snippet.how === how).map(({ file }) => file);

let project: Consumer;
beforeAll(() => {
  const peers = ['vitest', 'msw', 'jest', '@jest/globals', 'supertest', 'testcontainers', 'typescript', 'expect'];
  project = installPacked(peers);
  for (const { file, source } of snippets) project.write(file, source);
});
afterAll(() => project.remove());

test('README and docs/guide/test-runners.md show each package entry point', () => {
  expect(Object.fromEntries(['vitest', 'jest', 'node-test', 'node', 'tsc'].map((how) => [how, filesRunBy(how).length]))).toEqual({
    vitest: 4,
    jest: 1,
    'node-test': 1,
    node: 1,
    tsc: 1,
  });
});

test('the vitest examples in README and the guide pass', () => {
  project.write('vitest.config.js', "export default { test: { include: ['*.test.*'] } };");
  expect(project.node('node_modules/vitest/vitest.mjs', 'run')).toMatch(/Tests {2}4 passed/);
});

test('one emulator serves a whole vitest run, and the matchers work with it', () => {
  project.write('whole/vitest.config.js', "export default { test: { globalSetup: ['expensify-emulator/vitest/global-setup'] } };");
  project.write(
    'whole/provided.test.js',
    `import { expect, inject } from 'vitest';
     import { test } from 'expensify-emulator/vitest';
     import { createClient } from 'expensify-emulator/client';
     test('is provided', async () => {
       const emulator = inject('expensifyEmulator');
       const client = createClient({ credentials: emulator.credentials, baseUrl: emulator.url });
       expect((await client.listPolicies()).length).toBe(emulator.policies.length);
       await expect(emulator).toHaveReceivedJob('get policyList', { code: 200, times: 1 });
       await expect(emulator).toHaveMember('owner@acme.example');
     });`,
  );
  expect(project.node('node_modules/vitest/vitest.mjs', 'run', '--root', 'whole')).toMatch(/Tests {2}1 passed/);
});

test('the Jest example in the guide passes', () => {
  const config = JSON.stringify({ transform: {}, testMatch: ['**/*.spec.js'] });
  project.node('--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--config', config);
});

test('the node:test example in the guide passes', () => {
  expect(project.node('--test', ...filesRunBy('node-test'))).toContain('pass 1');
});

test('the Fetch handler example in the guide prints the documented output', () => {
  expect(project.node(...filesRunBy('node'))).toBe('200 500\n');
});

test('the TypeScript of each package entry point compiles', () => {
  const compilerOptions = { strict: true, skipLibCheck: true, noEmit: true, target: 'ES2023', module: 'NodeNext', types: ['node'] };
  const files = [...filesRunBy('tsc'), 'hire-strict.test.ts', 'jest-types.ts'];
  const hire = snippets.find(({ file }) => file === 'hire.test.ts')?.source ?? '';
  project.write(
    'hire-strict.test.ts',
    hire.replace('const [{ id: policyID, owner: managerEmail }]', 'const [{ id: policyID, owner: managerEmail } = { id: "", owner: "" }]'),
  );
  project.write(
    'jest-types.ts',
    `import { expect } from '@jest/globals';
     import { createEmulator } from 'expensify-emulator';
     import 'expensify-emulator/jest';
     const emulator = await createEmulator({ listen: false });
     expect(emulator).toHaveReceivedJob('get policy', { code: 200 });
     // @ts-expect-error: unknown key
     expect(emulator).toHaveReceivedJob('get policy', { cod: 200 });`,
  );
  project.write(
    'tsconfig.json',
    JSON.stringify({ compilerOptions: { ...compilerOptions, lib: ['ES2024', 'ESNext.Disposable', 'DOM'] }, files }),
  );
  expect(project.node('node_modules/typescript/bin/tsc', '-p', '.')).toBe('');
});
