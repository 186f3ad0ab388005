import type { Body, Expression, Node, NodeOf } from '../../templates/syntax/tree.js';
import { bodiesOf, expressionsOf, partsOf } from '../../templates/syntax/walk.js';
import { textsOf } from './output-context.js';
import type { Reporter } from './reporter.js';

/**
 * Reports lists in a JSON template whose items are not separated by a comma: each item begins and ends as a JSON value,
 * and nothing in the loop depends on whether another item follows. Without brackets around the outermost list, each item
 * may be a line of its own.
 */
export function checkSeparators(reporter: Reporter, body: Body, isInBrackets = hasTextOutsideOfLists(body)): void {
  for (const node of body) {
    if (isInBrackets && node.kind === 'list' && node.names.length > 0 && printsValues(node.body) && !isSeparated(node)) {
      reporter.report('missing-separator', node, `The items of <#list … as ${node.names.join(', ')}> are not separated.`);
    }
    for (const inner of bodiesOf(node)) checkSeparators(reporter, inner, isInBrackets || node.kind === 'list');
  }
}

function hasTextOutsideOfLists(body: Body): boolean {
  return !textsOf(body.filter(({ kind }) => kind !== 'list')).next().done;
}

/** True if the first text begins a JSON value and the last one ends it. */
function printsValues(body: Body): boolean {
  const texts = [...textsOf(body)];
  return /^[{["]/.test(texts[0]?.text.trim() ?? '') && /[}\]"]$/.test(texts.at(-1)?.text.trim() ?? '');
}

const POSITIONS = new Set(['has_next', 'index', 'counter', 'is_first', 'is_last', 'join']);

function isSeparated({ body, names }: NodeOf<'list'>): boolean {
  const [name = ''] = names;
  return own(body).some((node) => {
    if (node.kind === 'sep') return true;
    // A comma that is printed under a condition of the template, such as a flag.
    if (node.kind === 'text') return node.text.trim() === ',';
    return expressionsOf(node).some((expression) => asksForPosition(expression, name));
  });
}

/** The nodes of a loop without the nodes of inner loops. */
function own(body: Body): Node[] {
  return body.flatMap((node) => [node, ...(node.kind === 'list' ? [] : bodiesOf(node).flatMap(own))]);
}

function asksForPosition(expression: Expression, name: string): boolean {
  if (expression.kind === 'name' && (expression.name === `${name}_has_next` || expression.name === `${name}_index`)) return true;
  if (expression.kind === 'built-in' && POSITIONS.has(expression.name) && expression.target.kind === 'name') {
    if (expression.target.name === name) return true;
  }
  return partsOf(expression).some((part) => asksForPosition(part, name));
}
