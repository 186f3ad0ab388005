import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import ts from 'typescript';
import { ROOT } from './root.js';

export const SRC = join(ROOT, 'src');

/** An import, export from, or `import()` of a source file. */
export interface Import {
  readonly from: string;
  /** A file below src, like `wire/form.ts`, or a package, like `zod` or `node:fs`. */
  readonly to: string;
  readonly isInternal: boolean;
  readonly isDynamic: boolean;
  /** Gone after compiling. */
  readonly isTypeOnly: boolean;
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

export const sources: readonly SourceFile[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => {
    const text = readFileSync(join(SRC, name), 'utf8');
    return { path: name.split(sep).join('/'), text, tree: ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, true) };
  });

export const imports: readonly Import[] = sources.flatMap(importsOf);

function importsOf({ path, tree }: SourceFile): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, flags: { isDynamic: boolean; isTypeOnly: boolean }): void => {
    if (specifier === undefined || !ts.isStringLiteral(specifier)) return;
    const isInternal = specifier.text.startsWith('.');
    const to = isInternal ? sourceOf(relative(SRC, normalize(join(SRC, dirname(path), specifier.text)))) : specifier.text;
    found.push({ from: path, to: to.split(sep).join('/'), isInternal, ...flags });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, { isDynamic: false, isTypeOnly: isTypeOnlyImport(node) });
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, { isDynamic: false, isTypeOnly: node.isTypeOnly });
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], { isDynamic: true, isTypeOnly: false });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, { isDynamic: false, isTypeOnly: true });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** `a.js` is made of `a.ts`, or of `a.tsx` where a page is described. */
function sourceOf(compiled: string): string {
  const plain = compiled.replace(/\.js$/, '.ts');
  return existsSync(join(SRC, plain)) || !existsSync(join(SRC, `${plain}x`)) ? plain : `${plain}x`;
}

/** With `verbatimModuleSyntax` an import of types only is kept as a bare import, unless it says `import type`. */
function isTypeOnlyImport({ importClause }: ts.ImportDeclaration): boolean {
  return importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

/** `wire/form.ts` → `wire`, `handle.ts` → `handle` */
export function roomOf(path: string): string {
  return (path.split('/')[0] ?? path).replace(/\.ts$/, '');
}

/** Every file that is loaded when a file is; dynamic imports and types do not count. */
export function loadedFrom(path: string): Set<string> {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { from, to, isDynamic, isTypeOnly } of imports) if (from === file && !isDynamic && !isTypeOnly) visit(to);
  };
  visit(path);
  return seen;
}

export const describeImport = ({ from, to }: Import): string => `${from} → ${to}`;
