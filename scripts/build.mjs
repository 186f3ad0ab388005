// Compiles src/ to dist/. Plain Node. Prints only the compiler's messages and exits with 1 if it fails.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

// Output of source files that have since been moved or deleted must not be packed.
rmSync(dist, { recursive: true, force: true });
const tsc = join(root, 'node_modules/typescript/bin/tsc');
// stdout belongs to the command that comes next, e.g. `start --json`.
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: ['ignore', 2, 2] });
if (status !== 0) process.exit(1);
// npx runs this file in a clone. In an installed package, npm makes it executable.
const main = join(dist, 'cli/main.js');
if (existsSync(main)) chmodSync(main, 0o755);
await bundlePages();
writeFileSync(join(dist, '.built'), '');

/** Bundles the console's pages into one script that includes its library, so the library is not a runtime dependency. */
async function bundlePages() {
  const from = join(root, 'src/console/web');
  if (!existsSync(join(from, 'app.tsx'))) return;
  const { rolldown } = await import('rolldown');
  const to = join(dist, 'console/web');
  mkdirSync(to, { recursive: true });
  const bundle = await rolldown({
    input: join(from, 'app.tsx'),
    platform: 'browser',
  });
  await bundle.write({ file: join(to, 'app.js'), minify: true, codeSplitting: false });
  await bundle.close();
  for (const name of ['index.html', 'app.css']) copyFileSync(join(from, name), join(to, name));
}
