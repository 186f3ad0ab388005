// Compiles src/ to dist/. Plain Node. Prints only the compiler's output, and exits with its code.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

// Output of files that were moved since the last build must not be packed.
rmSync(dist, { recursive: true, force: true });
const tsc = join(root, 'node_modules/typescript/bin/tsc');
// stdout belongs to the next command, e.g. `start --json`.
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: ['ignore', 2, 2] });
if (status !== 0) process.exit(1);
// In a clone npx runs it from here; an installed package gets the mode from npm.
const main = join(dist, 'cli/main.js');
if (existsSync(main)) chmodSync(main, 0o755);
await bundlePages();
writeFileSync(join(dist, '.built'), '');

/** The console's pages: one script with its library bundled, so that an installed package does not need the library. */
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
