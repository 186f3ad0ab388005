import { BUILT_INS } from '../built-ins/catalogue.js';
import type { Source } from './source.js';
import type { Body, Expression, Node } from './tree.js';
import { bodiesOf, expressionsOf, partsOf } from './walk.js';

/** Throws TemplateSyntaxError for `x?index` and similar built-ins if x is not the variable of an enclosing loop. */
export function assertLoopVariables(body: Body, source: Source, loops: ReadonlySet<string> = new Set()): void {
  for (const node of body) {
    for (const expression of expressionsOf(node)) assertIn(expression, source, loops);
    const inner = namesInside(node, loops);
    for (const each of bodiesOf(node)) assertLoopVariables(each, source, inner);
  }
}

/** A macro does not see the loops around its definition. */
function namesInside(node: Node, loops: ReadonlySet<string>): ReadonlySet<string> {
  if (node.kind === 'macro' || node.kind === 'function') return new Set();
  if (node.kind === 'list' || node.kind === 'items' || node.kind === 'call') return new Set([...loops, ...node.names]);
  return loops;
}

function assertIn(expression: Expression, source: Source, loops: ReadonlySet<string>): void {
  if (expression.kind === 'built-in' && BUILT_INS.get(expression.name)?.takes === 'loop') {
    const { target } = expression;
    if (target.kind !== 'name' || !loops.has(target.name)) {
      throw source.error(`?${expression.name} only works on the variable of an enclosing loop.`, expression.start);
    }
  }
  for (const part of partsOf(expression)) assertIn(part, source, loops);
}
