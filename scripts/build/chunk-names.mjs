import { statSync } from 'node:fs';
import { join } from 'node:path';
import { packageOf } from './packages-of.mjs';

/** What starts or is imported most often. Each of these loads exactly the modules it needs; other entries may load a few more. */
const ROOTS = {
  main: 'cli/run.ts',
  start: 'cli/start.ts',
  index: 'index.ts',
  browser: 'doors/browser/index.ts',
  client: 'client/index.ts',
  provision: 'provision/index.ts',
  flows: 'flows/index.ts',
  contract: 'contract/index.ts',
  templates: 'emulator/templates/index.ts',
};
/** Modules that nearly every entry needs are in one chunk if all they import is smaller than this. */
const MAX_COMMON_BYTES = 60_000;

/**
 * Names the chunk of each module after the roots that load it, so that modules which are loaded together are one file: Node spends
 * more time on a file than on a hundred lines. Undefined for a module that no root loads, which is left to the bundler.
 */
export function createChunkNames(root) {
  let graph;
  return (id, context) => {
    // Its depth in dist is the depth that it has in src.
    if (id.endsWith('package-folder.ts')) return 'package-folder';
    // zod is by itself, so programs that bundle the client can tell it from the client.
    if (packageOf(id) === 'zod') return 'zod';
    graph ??= readGraph(root, context);
    const roots = graph.get(id);
    if (roots === undefined) return undefined;
    return commonChunk(roots, context, id) ?? [...roots].join('-');
  };
}

/** The roots that load each module. What the client loads when a method is called is a root of its own. */
function readGraph(root, context) {
  const graph = new Map();
  const add = (name, ids) => {
    for (const id of ids) graph.set(id, (graph.get(id) ?? new Set()).add(name));
  };
  for (const [name, file] of Object.entries(ROOTS)) add(name, closureOf([join(root, 'src', file)], context));
  add('methods', closureOf([join(root, 'src', ROOTS.client)], context, { isLazy: true }));
  return graph;
}

function closureOf(ids, context, { isLazy = false } = {}) {
  // The Set grows during the loop.
  const closure = new Set(ids);
  for (const id of closure) {
    const { importedIds = [], dynamicallyImportedIds = [] } = context.getModuleInfo(id) ?? {};
    for (const imported of isLazy ? [...importedIds, ...dynamicallyImportedIds] : importedIds) closure.add(imported);
  }
  return closure;
}

/** The chunk of a module that is needed nearly everywhere, in pages too, and imports little. All that it imports is common as well. */
function commonChunk(roots, context, id) {
  if (!['browser', 'client', 'flows', 'provision', 'contract'].every((name) => roots.has(name))) return undefined;
  const closure = [...closureOf([id], context)];
  if (closure.some((one) => one.startsWith('node:'))) return undefined;
  const own = closure.filter((one) => packageOf(one) !== 'zod' && !one.includes('\0'));
  if (own.reduce((sum, one) => sum + statSync(one).size, 0) > MAX_COMMON_BYTES) return undefined;
  return own.length === closure.length ? 'common' : 'common-schemas';
}
