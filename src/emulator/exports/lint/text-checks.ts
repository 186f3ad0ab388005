import { suggest } from '../../../util/suggest.js';
import type { Body, Expression, Node, Template } from '../../templates/syntax/tree.js';
import { bodiesOf, expressionsOf, partsOf } from '../../templates/syntax/walk.js';
import type { Reporter } from './reporter.js';

const DIRECTIVES = (
  'if elseif else list items sep assign local global macro function return nested compress attempt recover break continue noparse ' +
  'comment t lt rt nt'
).split(' ');

/** Finds misspelt directives, which are printed as text. */
const LIKE_A_DIRECTIVE = /<\/?#([A-Za-z_]*)|\[#(list|if|assign|else|t)\b/g;

export function checkDirectives(reporter: Reporter, { source, body }: Template): void {
  const visit = (nodes: Body): void => {
    for (const node of nodes) {
      if (node.kind === 'text' && !source.startsWith('<#noparse', node.start)) checkText(reporter, source, node);
      for (const inner of bodiesOf(node)) visit(inner);
    }
  };
  visit(body);
}

function checkText(reporter: Reporter, source: string, node: Node): void {
  for (const match of source.slice(node.start, node.end).matchAll(LIKE_A_DIRECTIVE)) {
    const [written, name = '', bracketed] = match;
    if (name === '' && bracketed === undefined) continue;
    const at = { start: node.start + match.index };
    const isKnown = bracketed !== undefined || DIRECTIVES.includes(name);
    const hint = isKnown ? '.' : suggest(name, DIRECTIVES);
    reporter.report('not-a-directive', at, `'${written}' is printed as text${hint}`);
  }
}

const CUT = /[&+]/;

/** Finds where the template is cut off if the client does not encode it, or encodes it with encodeURI. */
export function checkEncoding(reporter: Reporter, { source }: Template): void {
  const start = source.search(CUT);
  if (start >= 0) reporter.report('needs-encoding', { start }, `The template contains '${source.charAt(start)}'.`);
}

/** Finds the first text that each batch prints, whatever the reports are. */
export function checkBatches(reporter: Reporter, { source, body }: Template): void {
  const node = firstPrinted(body);
  if (node === undefined) return;
  const text = node.kind === 'text' ? `'${node.text.trim().split('\n')[0]?.slice(0, 40)}'` : 'This';
  const blanks = /^\s*/.exec(source.slice(node.start, node.end))?.[0].length ?? 0;
  reporter.report('printed-per-batch', { start: node.start + blanks }, `${text} is printed once for each batch.`);
}

/** What is printed outside of lists and of `<#if addHeader>`. */
function firstPrinted(body: Body): Node | undefined {
  for (const node of body) {
    if (node.kind === 'print' || (node.kind === 'text' && node.text.trim() !== '')) return node;
    const isBlock = node.kind === 'compress' || node.kind === 'attempt' || (node.kind === 'if' && !mentionsHeader(node));
    const inner = isBlock ? firstPrinted(bodiesOf(node).flat()) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function mentionsHeader(node: Node): boolean {
  return expressionsOf(node).some(mentions);
}

function mentions(expression: Expression): boolean {
  return (expression.kind === 'name' && expression.name === 'addHeader') || partsOf(expression).some(mentions);
}
