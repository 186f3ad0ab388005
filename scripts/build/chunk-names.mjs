import { join } from 'node:path';
import { packageOf } from './packages-of.mjs';

/** What starts or is imported most often. Each of these loads the modules it needs and little else; other entries may load a few more. */
const ROOTS = {
  main: ['cli/run.ts'],
  emulator: ['index.ts', 'cli/start.ts'],
  // `start` loads it unless it prints no requests.
  log: ['cli/request-log.ts'],
  browser: ['doors/browser/index.ts'],
  client: ['client/index.ts'],
  provision: ['provision/index.ts'],
  flows: ['flows/index.ts'],
  templates: ['emulator/templates/index.ts'],
};
/** The folders that all others may import from. What the client needs of them is needed nearly everywhere. */
const COMMON = ['runtime', 'util'];

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
    // What the client doesn't need would otherwise be loaded with it.
    return (roots.has('client') ? commonChunk(root, context, id) : undefined) ?? nameOf(roots);
  };
}

/** The roots that load each module. What the client loads when a method is called is a root of its own. */
function readGraph(root, context) {
  const graph = new Map();
  const add = (name, ids) => {
    for (const id of ids) graph.set(id, (graph.get(id) ?? new Set()).add(name));
  };
  const sources = (files) => files.map((file) => join(root, 'src', file));
  for (const [name, files] of Object.entries(ROOTS)) add(name, closureOf(sources(files), context));
  add('methods', closureOf(sources(ROOTS.client), context, { isLazy: true }));
  // A page can't load a chunk with modules of Node, also later.
  add('page', closureOf(sources(ROOTS.browser), context, { isLazy: true }));
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

/**
 * What the emulator shares with flows or provisioning is a few modules, so each loads the others' too: a file less is worth more.
 * What is kept small for those who bundle it is left alone.
 */
function isShared(roots) {
  const isKeptSmall = ['client', 'methods', 'templates'].some((root) => roots.has(root));
  return !isKeptSmall && roots.has('emulator') && roots.has('page') && (roots.has('flows') || roots.has('provision'));
}

/** The chunk of what exactly these load. Some are put together: a file less is worth more than a few lines. */
function nameOf(roots) {
  if (roots.has('client') && roots.has('templates')) return 'common';
  if (roots.has('client') && roots.has('emulator') && !roots.has('flows')) return 'emulator-client';
  if (isShared(roots)) return 'shared';
  // The log of requests is loaded by the program, after both of these.
  const isLogToo = roots.has('main') || roots.has('emulator');
  return [...roots].filter((root) => root !== 'log' || !isLogToo).join('-');
}

/** The chunk of a module in one of the common folders. What it imports is common too. */
function commonChunk(root, context, id) {
  if (!COMMON.some((folder) => id.startsWith(join(root, 'src', folder)))) return undefined;
  const closure = [...closureOf([id], context)];
  // Pages have no modules of Node, and templates need no schemas.
  if (closure.some((one) => one.startsWith('node:'))) return undefined;
  if (closure.some((one) => packageOf(one) === 'zod')) return 'common-schemas';
  return closure.some((one) => packageOf(one) !== undefined) ? undefined : 'common';
}
