// Compiles src/ to dist/. Plain Node; prints nothing but what the compiler says, and exits with its code.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

// What the last build made of a file that has since been moved must not be packed.
rmSync(dist, { recursive: true, force: true });
const tsc = join(root, 'node_modules/typescript/bin/tsc');
// stdout belongs to the command that comes after, e.g. `start --json`.
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: ['ignore', 2, 2] });
if (status !== 0) process.exit(1);
// In a clone npx runs it from here; an installed package gets the mode from npm.
const main = join(dist, 'cli/main.js');
if (existsSync(main)) chmodSync(main, 0o755);
writeFileSync(join(dist, '.built'), '');
