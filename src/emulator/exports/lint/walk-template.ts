import type { Body, Node, NodeOf, Template } from '../../templates/syntax/tree.js';
import { bodiesOf, expressionsOf } from '../../templates/syntax/walk.js';
import type { Dialect } from '../shapes.js';
import { checkPrintable } from './expression-checks.js';
import { Inspector } from './inspector.js';
import { type Format, quotedPrints } from './output-context.js';
import { checkPrinted } from './print-checks.js';
import { loopTypes, type Type, UNKNOWN, variablesOf } from './types.js';

/** Inspects each expression of a template in order, with the types of the variables at that position. */
export function inspectTemplate(template: Template, dialect: Dialect, format: Format): Inspector {
  const inspector = new Inspector(template.source, dialect, variablesOf(dialect), assignedIn(template));
  new Walk(inspector, format, quotedPrints(template)).body(template.body);
  return inspector;
}

/** The names that a template defines, and the text of the values that `<#assign>` assigns. */
function assignedIn({ body, source }: Template): Map<string, string> {
  const names = new Map<string, string>();
  const visit = (nodes: Body): void => {
    for (const node of nodes) {
      for (const name of namesIn(node)) if (!names.has(name)) names.set(name, '');
      if (node.kind === 'assign') {
        for (const { name, value } of node.assignments) {
          if (value !== undefined)
            names.set(name, `${names.get(name)} ${source.slice(value.start, value.end).replace(/\s+/g, '')}`.slice(0, 1000));
        }
      }
      for (const inner of bodiesOf(node)) visit(inner);
    }
  };
  visit(body);
  return names;
}

function namesIn(node: Node): readonly string[] {
  switch (node.kind) {
    case 'assign':
      return node.assignments.map(({ name }) => name);
    case 'capture':
      return [node.name];
    case 'macro':
    case 'function':
      return [node.name, ...node.parameters.map(({ name }) => name), ...(node.rest === undefined ? [] : [node.rest])];
    case 'list':
    case 'items':
    case 'call':
      return node.names;
    default:
      return [];
  }
}

class Walk {
  /** The lists whose items are named by `<#items as x>`. */
  readonly #pending: Type[] = [];

  constructor(
    readonly inspector: Inspector,
    readonly format: Format,
    readonly quoted: ReadonlySet<Node>,
  ) {}

  body(body: Body): void {
    for (const node of body) this.#node(node);
  }

  #node(node: Node): void {
    switch (node.kind) {
      case 'print':
        this.#print(node);
        return;
      case 'if':
        this.#if(node);
        return;
      case 'list':
        this.#list(node);
        return;
      case 'items':
        this.#loop(node, this.#pending.at(-1) ?? UNKNOWN);
        return;
      case 'assign':
        this.#assign(node);
        return;
      case 'macro':
      case 'function':
        this.#definition(node);
        return;
      default:
        for (const expression of expressionsOf(node)) this.inspector.visit(expression, true);
        for (const inner of bodiesOf(node)) this.body(inner);
    }
  }

  #print(node: NodeOf<'print'>): void {
    const { inspector, format, quoted } = this;
    const type = inspector.visit(node.expression);
    checkPrintable(inspector, type, node.expression);
    checkPrinted(inspector, { text: inspector.text, node, type, format, isQuoted: quoted.has(node), dialect: inspector.dialect });
  }

  /** In each branch, its own condition and those before it count as tested. */
  #if({ branches }: NodeOf<'if'>): void {
    const { guards } = this.inspector;
    const outside = guards.length;
    for (const { condition, body } of branches) {
      if (condition !== undefined) {
        this.inspector.visit(condition);
        guards.push(this.inspector.guard(condition));
      }
      this.body(body);
    }
    guards.length = outside;
  }

  #list(node: NodeOf<'list'>): void {
    const type = this.inspector.visit(node.source);
    if (node.names.length > 0) this.#loop(node, type);
    else {
      this.#pending.push(type);
      this.body(node.body);
      this.#pending.pop();
    }
    if (node.otherwise !== undefined) this.body(node.otherwise);
  }

  #loop({ names, body }: Pick<NodeOf<'list'>, 'names' | 'body'>, type: Type): void {
    const types = loopTypes(type, names.length);
    this.#with(
      names.map((name, index) => [name, types[index] ?? UNKNOWN]),
      body,
    );
  }

  /** A body with local variables, which hide others. */
  #with(variables: readonly (readonly [string, Type])[], body: Body): void {
    const { variables: all } = this.inspector;
    const hidden = variables.map(([name]) => [name, all.get(name)] as const);
    for (const [name, type] of variables) all.set(name, type);
    this.body(body);
    for (const [name, type] of hidden) {
      if (type === undefined) all.delete(name);
      else all.set(name, type);
    }
  }

  #definition({ parameters, rest, body }: NodeOf<'macro' | 'function'>): void {
    for (const { fallback } of parameters) if (fallback !== undefined) this.inspector.visit(fallback, true);
    const names = [...parameters.map(({ name }) => name), ...(rest === undefined ? [] : [rest])];
    this.#with(
      names.map((name) => [name, UNKNOWN]),
      body,
    );
  }

  /** A variable that gets values of different types has an unknown type. */
  #assign({ assignments }: NodeOf<'assign'>): void {
    const { variables } = this.inspector;
    for (const { name, operator, value } of assignments) {
      const type = value === undefined || operator !== '=' ? UNKNOWN : this.inspector.visit(value);
      if (value !== undefined && operator !== '=') this.inspector.visit(value);
      const before = variables.get(name);
      variables.set(name, before !== undefined && before.kind !== type.kind ? UNKNOWN : type);
    }
  }
}
