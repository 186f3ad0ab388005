// Takes the pictures that test/browser/looks.test.ts compares the console's pages with: npm run looks
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/browser/looks.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, LOOKS: 'take' },
});
console.log('Look at every picture in test/browser/looks before you commit it.');
process.exitCode = status ?? 1;
