import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes the licence of every package whose code or declarations are in dist. Fails on a package without one. */
export function writeLicences(root, packages) {
  const sections = [...packages].sort().map((name) => {
    const folder = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((one) => /^licen[cs]e(\.(md|txt))?$/i.test(one));
    if (file === undefined) throw new Error(`${name} has no licence file. Add its text before publishing its code.`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  });
  const head = 'expensify-emulator contains code or type declarations of these packages. Each is followed by its licence.\n';
  writeFileSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), [head, ...sections].join(`\n${'-'.repeat(80)}\n\n`));
}
