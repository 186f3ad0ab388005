import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { packagesOf } from './packages-of.mjs';

/**
 * Bundles the console's pages into one script that includes its library.
 * @returns the packages whose code it contains
 */
export async function bundlePages(root) {
  const from = join(root, 'src/console/web');
  const to = join(root, 'dist/console/web');
  mkdirSync(to, { recursive: true });
  const bundle = await rolldown({ input: join(from, 'app.tsx'), platform: 'browser' });
  const { output } = await bundle.write({ file: join(to, 'app.js'), minify: true, codeSplitting: false });
  await bundle.close();
  for (const name of ['index.html', 'app.css']) copyFileSync(join(from, name), join(to, name));
  return packagesOf(output);
}
