import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Reads a style sheet with everything it imports, takes out comments and spaces that mean nothing, and shortens what it can. */
export function bundleStyles(file) {
  const css = withImports(file)
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/(\{|;|\()([a-z0-9-]+): /g, '$1$2:')
    .replaceAll(';}', '}')
    // `0.5rem`, but not `10.5rem`.
    .replace(/(?<![\d.])0\.(?=\d)/g, '.')
    .replace(/#([0-9a-f])\1([0-9a-f])\2([0-9a-f])\3(?![0-9a-f])/g, '#$1$2$3')
    .trim();
  return withShortNames(css);
}

/** Custom properties are named once for people, and two hundred times in the sheet. Nothing but the sheet may use them. */
function withShortNames(css) {
  const names = new Map();
  return css.replace(/--[a-z][a-z0-9-]*/g, (name) => {
    if (!names.has(name)) names.set(name, `--${names.size.toString(36)}`);
    return names.get(name);
  });
}

function withImports(file) {
  return readFileSync(file, 'utf8').replace(/@import "(.+?)";/g, (_, path) => withImports(join(dirname(file), path)));
}
