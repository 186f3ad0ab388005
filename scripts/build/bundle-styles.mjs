import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Reads a style sheet with everything it imports, and takes out comments and spaces that mean nothing. */
export function bundleStyles(file) {
  return withImports(file)
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/(\{|;)([a-z-]+): /g, '$1$2:')
    .replaceAll(';}', '}')
    .trim();
}

function withImports(file) {
  return readFileSync(file, 'utf8').replace(/@import "(.+?)";/g, (_, path) => withImports(join(dirname(file), path)));
}
