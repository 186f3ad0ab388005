import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { esmExternalRequirePlugin } from 'rolldown/plugins';
import { createChunkNames } from './chunk-names.mjs';
import { globalProcess } from './global-process.mjs';
import { latinOnly } from './latin-only.mjs';
import { packageOf, packagesOf } from './packages-of.mjs';
import { prepareDemo } from './prepare-demo.mjs';

/**
 * Bundles every published entry and the command line, with the packages they use, into shared chunks: a class exists once, whichever
 * entry it is imported from.
 * @returns the packages whose code the chunks contain
 */
export async function bundleProgram(root) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const installed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const bundle = await rolldown({
    input: entriesOf(root, manifest),
    platform: 'node',
    // A `require` in a package becomes an import in its own chunk. The bundler's own way would load node:module in pages too.
    plugins: [
      latinOnly(),
      prepareDemo(root),
      globalProcess(),
      esmExternalRequirePlugin({ external: [/^node:(?!process$)/, ...builtinModules] }),
    ],
    // An import of Node's own modules has no effect by itself.
    treeshake: { moduleSideEffects: [{ external: true, sideEffects: false }] },
    external: installed.map((name) => new RegExp(`^${name}(/|$)`)),
    // Entries may export more than their source, but they are facades of chunks, and a test compares their exports.
    preserveEntrySignatures: 'allow-extension',
    onLog: failOnWarning,
  });
  const { output } = await bundle.write({
    dir: join(root, 'dist'),
    format: 'esm',
    entryFileNames: '[name].js',
    polyfillRequire: false,
    chunkFileNames: 'chunks/[name].js',
    // Annotations tell the bundlers of programs that use the client what they can leave out.
    comments: { annotation: true, jsdoc: false, legal: false },
    sourcemap: true,
    // The sources are not in the package. The maps name the file, the function and the line.
    sourcemapExcludeSources: true,
    codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: createChunkNames(root), debugName: 'by entry' }] },
  });
  await bundle.close();
  removeForeignMaps(root, output);
  // npx runs this file in a clone. In an installed package, npm makes it executable.
  chmodSync(join(root, 'dist/cli/main.js'), 0o755);
  return packagesOf(output);
}

/** By its name in dist, the source of each published entry. */
function entriesOf(root, { exports, bin }) {
  const files = [...Object.values(exports).flatMap((entry) => entry.default ?? []), ...Object.values(bin)];
  const names = files.map((file) => /^(?:\.\/)?dist\/(.+)\.js$/.exec(file)[1]);
  return Object.fromEntries(names.map((name) => [name, join(root, 'src', `${name}.ts`)]));
}

/** A chunk that only contains packages needs no map: nobody debugs them here. */
function removeForeignMaps(root, output) {
  for (const part of output) {
    if (part.type !== 'chunk' || part.moduleIds.length === 0 || part.moduleIds.some((id) => packageOf(id) === undefined)) continue;
    const file = join(root, 'dist', part.fileName);
    rmSync(`${file}.map`, { force: true });
    writeFileSync(file, readFileSync(file, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'));
  }
}

function failOnWarning(level, log, handler) {
  // A module that one file imports at once and another one later is loaded at once, which is right.
  if (log.code === 'INEFFECTIVE_DYNAMIC_IMPORT') return;
  handler(level === 'warn' ? 'error' : level, log);
}
