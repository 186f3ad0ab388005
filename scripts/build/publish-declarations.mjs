import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { packageOf } from './packages-of.mjs';

/** Where the compiler writes the declarations of all sources, and what it needs to compile only what has changed. */
export const DECLARATIONS = join(import.meta.dirname, '../../.build');

const SPECIFIER = /(\bfrom\s+|\bimport\s*\(\s*|^import\s+)(["'])([^"'\n]+)\2/gm;

/**
 * Copies the declarations that the published entries refer to. Those of packages that are bundled are copied too, below dist/types,
 * so nobody has to install a package for its types.
 * @returns the packages whose declarations are copied
 */
export function publishDeclarations(root) {
  const { exports, dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const installed = { ...dependencies, ...peerDependencies };
  const dist = join(root, 'dist');
  const targetOf = (file) => {
    const name = packageOf(file);
    if (name === undefined) return join(dist, relative(DECLARATIONS, file));
    return join(dist, 'types', relative(join(root, 'node_modules'), file));
  };
  const entries = Object.values(exports).flatMap(({ types }) => types ?? []);
  // The Set grows during the loop.
  const files = new Set(entries.map((types) => join(DECLARATIONS, relative('dist', types))));
  for (const file of files) {
    const text = readFileSync(file, 'utf8').replace(SPECIFIER, (all, before, quote, specifier) => {
      const found = resolveTypes(root, file, specifier, installed);
      if (found === undefined) return all;
      files.add(found);
      const path = relative(dirname(targetOf(file)), targetOf(found))
        .split(sep)
        .join('/')
        .replace(/\.d\.ts$/, '.js');
      return `${before}${quote}${path.startsWith('.') ? path : `./${path}`}${quote}`;
    });
    mkdirSync(dirname(targetOf(file)), { recursive: true });
    writeFileSync(targetOf(file), text);
  }
  return new Set([...files].map(packageOf).filter((name) => name !== undefined));
}

/** The file with the declarations; undefined for a package that is installed and for Node itself. */
function resolveTypes(root, from, specifier, installed) {
  if (specifier.startsWith('.')) return join(dirname(from), specifier.replace(/\.js$/, '.d.ts'));
  const [, name, path] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(specifier) ?? [];
  if (specifier.startsWith('node:') || Object.hasOwn(installed, name)) return undefined;
  const folder = join(root, 'node_modules', name);
  const types = path === undefined ? 'index.d.ts' : `${path}/index.d.ts`;
  if (existsSync(join(folder, types))) return join(folder, types);
  throw new Error(`The declarations of ${specifier}, which ${from} needs, were not found.`);
}
