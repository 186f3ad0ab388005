// Builds dist/ from src/: the bundled program, its type declarations and the console's pages. Plain Node. Prints only the messages of
// the compiler and the bundler, and exits with 1 if one of them fails.
import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundlePages } from './build/bundle-pages.mjs';
import { bundleProgram } from './build/bundle-program.mjs';
import { DECLARATIONS, publishDeclarations } from './build/publish-declarations.mjs';
import { writeLicences } from './build/write-licences.mjs';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

// Output of source files that have since been moved or deleted must not be packed.
rmSync(dist, { recursive: true, force: true });
// The bundler needs a twentieth of the compiler's time, which runs in its own process.
const [isCompiled, program, pages] = await Promise.all([compile(), bundleProgram(root), bundlePages(root)]);
if (!isCompiled) {
  rmSync(dist, { recursive: true, force: true });
  process.exit(1);
}
const declarations = publishDeclarations(root);
writeLicences(root, new Set([...program, ...pages, ...declarations]));
writeFileSync(join(dist, '.built'), '');

/** Checks the sources and writes the declarations of all of them to a cache, so the next build only looks at what has changed. */
function compile() {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const args = ['-p', 'tsconfig.build.json', '--outDir', DECLARATIONS, '--tsBuildInfoFile', join(DECLARATIONS, 'tsc.json')];
  // stdout belongs to the command that comes next, e.g. `start --json`.
  const child = spawn(process.execPath, [tsc, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0)));
}
