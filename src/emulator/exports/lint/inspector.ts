import { didYouMean } from '../../../util/did-you-mean.js';
import { suggest } from '../../../util/suggest.js';
import { Source } from '../../templates/syntax/source.js';
import type { Expression, ExpressionOf, Span } from '../../templates/syntax/tree.js';
import type { Dialect } from '../shapes.js';
import { checkBinary, checkBuiltIn, checkPrintable } from './expression-checks.js';
import type { Hit, Reporter } from './reporter.js';
import type { RuleID } from './rules.js';
import { attributeType, BOOLEAN, builtInType, isNumeric, loopTypes, NUMBER, namesOf, TEXT, type Type, UNKNOWN } from './types.js';

/** Names that a template may use without assigning them: the variables of a message of the email action. */
const OTHER_VARIABLES: ReadonlySet<string> = new Set(['filenames']);
/** Keeps the findings readable and the work short. */
const MAX_HITS = 500;
const MAX_SHOWN = 200;
const MAX_GUARD = 2_000;
/** How many names a misspelt name is compared with. */
const MAX_COMPARED = 200;
const LOOP_SUFFIX = /_(?:index|has_next)$/;

/** Finds the type of each expression of a template, and its mistakes. */
export class Inspector implements Reporter {
  readonly source: Source;
  readonly hits: Hit[] = [];
  readonly variables: Map<string, Type>;
  /** Conditions that are true at the current position, as written. */
  readonly guards: string[] = [];
  /** The variables that the template assigns, with the text of the assigned value. */
  readonly #assigned: ReadonlyMap<string, string>;

  constructor(
    readonly text: string,
    readonly dialect: Dialect,
    variables: ReadonlyMap<string, Type>,
    assigned: ReadonlyMap<string, string>,
  ) {
    this.source = new Source(text);
    this.variables = new Map(variables);
    this.#assigned = assigned;
  }

  report(rule: RuleID, { start }: Pick<Span, 'start'>, message: string): void {
    if (this.hits.length < MAX_HITS) this.hits.push({ rule, message, ...this.source.placeOf(start) });
  }

  /** An expression as written, without spaces. */
  written({ start, end }: Span): string {
    return this.text.slice(start, Math.min(end, start + MAX_SHOWN)).replace(/\s+/g, '');
  }

  /** A condition in which variables are replaced by their assigned values. */
  guard(condition: Span): string {
    const text = this.text.slice(condition.start, Math.min(condition.end, condition.start + MAX_GUARD)).replace(/\s+/g, '');
    const names = new Set(text.match(/[A-Za-z_]\w*/g) ?? []);
    return [text, ...[...names].map((name) => this.#assigned.get(name) ?? '')].join(' ').slice(0, 2 * MAX_GUARD);
  }

  /** The type of an expression. Its value must exist unless `isTolerant`. Also inspects its parts. */
  visit(expression: Expression, isTolerant = false): Type {
    switch (expression.kind) {
      case 'literal':
        return typeof expression.value === 'string' ? TEXT : typeof expression.value === 'boolean' ? BOOLEAN : NUMBER;
      case 'text':
        for (const part of expression.parts) if (typeof part !== 'string') checkPrintable(this, this.visit(part), part);
        return expression.parts.every((part) => typeof part === 'string') ? TEXT : UNKNOWN;
      case 'name':
        return this.#name(expression, isTolerant);
      case 'group':
        return this.visit(expression.inner, isTolerant);
      case 'field':
        return this.#field(expression, expression.target, expression.key, isTolerant);
      case 'built-in':
        return this.#builtIn(expression, isTolerant);
      case 'default':
        return this.#default(expression);
      case 'exists':
        this.visit(expression.target, true);
        return BOOLEAN;
      case 'binary':
        return this.#binary(expression);
      default:
        return this.#composed(expression, isTolerant);
    }
  }

  #composed(
    expression: ExpressionOf<'list' | 'hash' | 'range' | 'special' | 'index' | 'call' | 'not' | 'minus' | 'plus' | 'lambda'>,
    isTolerant: boolean,
  ): Type {
    switch (expression.kind) {
      case 'not':
        this.visit(expression.operand);
        return BOOLEAN;
      case 'minus':
      case 'plus':
        checkBinary(this, '-', [[this.visit(expression.operand), expression.operand]]);
        return NUMBER;
      case 'index':
        return this.#index(expression, isTolerant);
      case 'call': {
        const target = this.visit(expression.target, isTolerant);
        for (const arg of expression.args) this.visit(arg, true);
        return target.returns === undefined ? UNKNOWN : this.#guarded(target.returns);
      }
      case 'lambda':
        return UNKNOWN;
      case 'list':
        for (const item of expression.items) this.visit(item);
        return { kind: 'list' };
      case 'hash':
        for (const entry of expression.entries.flat()) this.visit(entry);
        return UNKNOWN;
      case 'range':
        this.visit(expression.from);
        if (expression.to !== undefined) this.visit(expression.to);
        return { kind: 'list' };
      case 'special':
        return expression.name === 'now' ? { kind: 'parsed-date' } : UNKNOWN;
    }
  }

  #name(expression: ExpressionOf<'name'>, isTolerant: boolean): Type {
    const { name } = expression;
    const type = this.variables.get(name);
    if (type !== undefined) return this.#guarded(type);
    if (this.#isKnown(name) || this.#isKnown(name.replace(LOOP_SUFFIX, '')) || isTolerant) return UNKNOWN;
    this.#unknown(expression, `Unknown variable '${name}'`, name, [...this.variables.keys(), ...this.#assigned.keys()]);
    return UNKNOWN;
  }

  #isKnown(name: string): boolean {
    return this.variables.has(name) || this.#assigned.has(name) || OTHER_VARIABLES.has(name);
  }

  #field(expression: Expression, target: Expression, key: string, isTolerant: boolean): Type {
    const owner = this.visit(target, isTolerant);
    const type = attributeType(this.dialect, owner, key, this.written(expression));
    if (type.kind !== 'unknown') return this.#guarded(type);
    const known = namesOf(this.dialect, owner);
    if (known !== undefined && !isTolerant) {
      this.#unknown(expression, `'${this.written(target)}' has no attribute '${key}'`, key, known);
    }
    return UNKNOWN;
  }

  #unknown(expression: Span, problem: string, name: string, all: readonly string[]): void {
    if (this.hits.length >= MAX_HITS) return;
    const known = all.slice(0, MAX_COMPARED);
    const isSlip = didYouMean(name, known) !== undefined;
    this.report(isSlip ? 'misspelt-name' : 'unknown-name', expression, `${problem}${suggest(name, known)}`);
  }

  #index(expression: ExpressionOf<'index'>, isTolerant: boolean): Type {
    const { target, index } = expression;
    if (index.kind === 'literal' && typeof index.value === 'string') return this.#field(expression, target, index.value, isTolerant);
    const owner = this.visit(target, isTolerant);
    const key = this.visit(index, isTolerant);
    if (owner.kind === 'list') return key.kind === 'list' ? owner : (loopTypes(owner, 1)[0] ?? UNKNOWN);
    return owner.kind === 'map' ? attributeType(this.dialect, owner, '', this.written(expression)) : UNKNOWN;
  }

  #default({ target, fallback }: ExpressionOf<'default'>): Type {
    const type = this.visit(target, true);
    if (fallback !== undefined) this.visit(fallback);
    // An empty default is an empty text, list and hash at the same time.
    return type.kind === 'boolean' && fallback === undefined ? UNKNOWN : { ...type, isOptional: false };
  }

  #builtIn(expression: ExpressionOf<'built-in'>, isTolerant: boolean): Type {
    const { target, name, args = [] } = expression;
    const mayBeMissing = ['has_content', 'exists', 'default', 'if_exists'].includes(name);
    const type = this.visit(target, isTolerant || mayBeMissing);
    checkBuiltIn(this, expression, type);
    if (name === 'then') return this.#then(target, args);
    for (const arg of args) this.#argument(arg, type);
    return builtInType(type, name);
  }

  #argument(arg: Expression, type: Type): void {
    if (arg.kind !== 'lambda') return void this.visit(arg);
    const [name = ''] = arg.parameters;
    const shadowed = this.variables.get(name);
    this.variables.set(name, loopTypes(type, 1)[0] ?? UNKNOWN);
    this.visit(arg.body);
    if (shadowed === undefined) this.variables.delete(name);
    else this.variables.set(name, shadowed);
  }

  #then(condition: Expression, [yes, no]: readonly Expression[]): Type {
    if (yes === undefined || no === undefined) return UNKNOWN;
    const types = this.within(condition, () => [this.visit(yes), this.visit(no)] as const);
    return types[0].kind === types[1].kind ? types[0] : UNKNOWN;
  }

  #binary({ operator, left, right }: ExpressionOf<'binary'>): Type {
    const one = this.visit(left);
    const isLogic = operator === '&&' || operator === '||';
    const two = isLogic ? this.within(left, () => this.visit(right)) : this.visit(right);
    checkBinary(this, operator, [
      [one, left],
      [two, right],
    ]);
    if (operator === '+')
      return isNumeric(one) && isNumeric(two)
        ? NUMBER
        : { kind: [one, two].some(({ kind }) => kind === 'free-text') ? 'free-text' : 'unknown' };
    return ['-', '*', '/', '%'].includes(operator) ? NUMBER : BOOLEAN;
  }

  /** Runs an action inside a condition. Values that the condition mentions are not reported as possibly empty. */
  within<T>(condition: Span, work: () => T): T {
    this.guards.push(this.guard(condition));
    try {
      return work();
    } finally {
      this.guards.pop();
    }
  }

  #guarded(type: Type): Type {
    return type.isOptional === true && this.guards.some((guard) => guards(guard, type)) ? { ...type, isOptional: false } : type;
  }
}

/** Tests that also imply something about other values: the state of a report, or whether there is tax. */
const STATES =
  /\b(?:status|state\w*|displayStatus|hasTax|modified\w*|is[A-Z]\w+|has[A-Z]\w+|amountModified|taxAmount|taxRate\w*|reportID|ID)\b/;

function guards(guard: string, { path = '', name = '' }: Type): boolean {
  return STATES.test(guard) || guard.includes(path) || guard.includes(`.${name}`);
}
