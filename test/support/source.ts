import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
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
  /** Removed by the compiler. */
  readonly isTypeOnly: boolean;
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** A parsed file for the checks. It does not need to exist on disk. */
export function parseSource(path: string, text: string): SourceFile {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true) };
}

export const sources: readonly SourceFile[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => parseSource(name.split(sep).join('/'), readFileSync(join(SRC, name), 'utf8')));

/** The imports of files: static, dynamic and type imports. */
export function importsIn(files: readonly SourceFile[]): Import[] {
  const paths = new Set(files.map(({ path }) => path));
  return files.flatMap((file) => importsOf(file, paths));
}

export const imports: readonly Import[] = importsIn(sources);

function importsOf({ path, tree }: SourceFile, paths: ReadonlySet<string>): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, flags: { isDynamic: boolean; isTypeOnly: boolean }): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    const isInternal = specifier.text.startsWith('.');
    const to = isInternal ? sourceOf(posix.join(posix.dirname(path), specifier.text), paths) : specifier.text;
    found.push({ from: path, to, isInternal, ...flags });
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

/** `a.js` is compiled from `a.ts`, or from `a.tsx` for pages. */
function sourceOf(compiled: string, paths: ReadonlySet<string>): string {
  const plain = compiled.replace(/\.js$/, '.ts');
  return !paths.has(plain) && paths.has(`${plain}x`) ? `${plain}x` : plain;
}

/** With `verbatimModuleSyntax` a type-only import is kept as a bare import, unless it is `import type`. */
function isTypeOnlyImport({ importClause }: ts.ImportDeclaration): boolean {
  return importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

/** Every file that is loaded with a file. Dynamic imports and types do not count. */
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
