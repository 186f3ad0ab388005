import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { bundleStyles } from './bundle-styles.mjs';
import { packagesOf } from './packages-of.mjs';

/** Children as arguments of a call are shorter than a property of each element. */
const CLASSIC_JSX = {
  jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' },
  inject: { h: ['preact', 'h'], Fragment: ['preact', 'Fragment'] },
};

/**
 * Bundles the console's pages into one script that includes its library, and one style sheet.
 * @returns the packages whose code it contains
 */
export async function bundlePages(root) {
  const from = join(root, 'src/console/web');
  const to = join(root, 'dist/console/web');
  mkdirSync(to, { recursive: true });
  const bundle = await rolldown({
    input: join(from, 'app.tsx'),
    platform: 'browser',
    transform: CLASSIC_JSX,
    treeshake: { moduleSideEffects: false },
  });
  const { output } = await bundle.write({ file: join(to, 'app.js'), minify: true, comments: { annotation: false }, codeSplitting: false });
  await bundle.close();
  if (output[0].code.includes('var(--')) throw new Error('A page names a custom property, which the style sheet shortens.');
  copyFileSync(join(from, 'index.html'), join(to, 'index.html'));
  writeFileSync(join(to, 'app.css'), bundleStyles(join(from, 'app.css')));
  return packagesOf(output);
}
