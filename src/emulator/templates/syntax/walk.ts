import type { Body, Expression, Node } from './tree.js';

/** The bodies of a node, in the order of the template. */
export function bodiesOf(node: Node): readonly Body[] {
  switch (node.kind) {
    case 'if':
      return node.branches.map((branch) => branch.body);
    case 'list':
      return node.otherwise === undefined ? [node.body] : [node.body, node.otherwise];
    case 'attempt':
      return [node.body, node.recover];
    default:
      return 'body' in node ? [node.body] : [];
  }
}

/** The expressions of a node itself, without those in its bodies. */
export function expressionsOf(node: Node): readonly Expression[] {
  switch (node.kind) {
    case 'print':
      return [node.expression];
    case 'if':
      return node.branches.flatMap(({ condition }) => condition ?? []);
    case 'list':
      return [node.source];
    case 'return':
      return node.value === undefined ? [] : [node.value];
    case 'assign':
      return node.assignments.flatMap(({ value }) => value ?? []);
    case 'macro':
    case 'function':
      return node.parameters.flatMap(({ fallback }) => fallback ?? []);
    case 'call':
      return [node.callee, ...node.named.values(), ...node.positional];
    case 'nested':
      return node.args;
    default:
      return [];
  }
}

/** The parts of an expression. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'text':
      return expression.parts.filter((part) => typeof part !== 'string');
    case 'list':
      return expression.items;
    case 'hash':
      return expression.entries.flat();
    case 'range':
      return expression.to === undefined ? [expression.from] : [expression.from, expression.to];
    case 'field':
    case 'exists':
      return [expression.target];
    case 'index':
      return [expression.target, expression.index];
    case 'call':
      return [expression.target, ...expression.args];
    case 'built-in':
      return [expression.target, ...(expression.args ?? [])];
    case 'default':
      return expression.fallback === undefined ? [expression.target] : [expression.target, expression.fallback];
    case 'not':
    case 'minus':
    case 'plus':
      return [expression.operand];
    case 'group':
      return [expression.inner];
    case 'binary':
      return [expression.left, expression.right];
    case 'lambda':
      return [expression.body];
    default:
      return [];
  }
}
