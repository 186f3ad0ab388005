import { suggest } from '../../../util/suggest.js';
import type { Body, Expression, Node, Template } from '../../templates/syntax/tree.js';
import { bodiesOf, expressionsOf, partsOf } from '../../templates/syntax/walk.js';
import type { Reporter } from './reporter.js';

const DIRECTIVES = (
  'if elseif else list items sep assign local global macro function return nested compress attempt recover break continue noparse ' +
  'comment t lt rt nt'
).split(' ');

/** What looks like a directive and is printed as text. */
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

/** Where an encoder that is none, or encodeURI, cuts the template first. */
export function checkEncoding(reporter: Reporter, { source }: Template): void {
  const start = source.search(CUT);
  if (start >= 0) reporter.report('needs-encoding', { start }, `The template contains '${source.charAt(start)}'.`);
}

/** The first text that each batch prints, whatever the reports. */
export function checkBatches(reporter: Reporter, { body }: Template): void {
  const node = body.find((each) => isPrinted(each));
  if (node === undefined) return;
  const text = node.kind === 'text' ? node.text.trim().split('\n')[0]?.slice(0, 40) : undefined;
  reporter.report(
    'printed-per-batch',
    node,
    text === undefined ? 'This is printed once for each batch.' : `'${text}' is printed once for each batch.`,
  );
}

/** True for what prints outside of lists and of `<#if addHeader>`. */
function isPrinted(node: Node): boolean {
  switch (node.kind) {
    case 'text':
      return node.text.trim() !== '';
    case 'print':
      return true;
    case 'if':
      return !mentionsHeader(node) && bodiesOf(node).flat().some(isPrinted);
    case 'compress':
    case 'attempt':
      return bodiesOf(node).flat().some(isPrinted);
    default:
      return false;
  }
}

function mentionsHeader(node: Node): boolean {
  return expressionsOf(node).some(mentions);
}

function mentions(expression: Expression): boolean {
  return (expression.kind === 'name' && expression.name === 'addHeader') || partsOf(expression).some(mentions);
}
