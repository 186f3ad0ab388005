import type { Place } from '../errors.js';
import type { Decimal } from '../values/decimal.js';

/** The position of an expression in the template, as offsets into its text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||';

/** `a..b`, `a..<b`, `a..*length`, and `a..` without an end. */
export type RangeKind = 'inclusive' | 'exclusive' | 'length' | 'open';

export type Expression = Span &
  (
    | { readonly kind: 'literal'; readonly value: string | boolean | Decimal }
    | { readonly kind: 'text'; readonly parts: readonly (string | Expression)[] }
    | { readonly kind: 'list'; readonly items: readonly Expression[] }
    | { readonly kind: 'hash'; readonly entries: readonly (readonly [Expression, Expression])[] }
    | { readonly kind: 'range'; readonly range: RangeKind; readonly from: Expression; readonly to?: Expression | undefined }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'special'; readonly name: string }
    | { readonly kind: 'field'; readonly target: Expression; readonly key: string }
    | { readonly kind: 'index'; readonly target: Expression; readonly index: Expression }
    | { readonly kind: 'call'; readonly target: Expression; readonly args: readonly Expression[] }
    | { readonly kind: 'built-in'; readonly target: Expression; readonly name: string; readonly args?: readonly Expression[] | undefined }
    | { readonly kind: 'default'; readonly target: Expression; readonly fallback?: Expression | undefined }
    | { readonly kind: 'exists'; readonly target: Expression }
    | { readonly kind: 'not' | 'minus' | 'plus'; readonly operand: Expression }
    | { readonly kind: 'group'; readonly inner: Expression }
    | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'lambda'; readonly parameters: readonly string[]; readonly body: Expression }
  );

export type ExpressionOf<K extends Expression['kind']> = Extract<Expression, { readonly kind: K }>;

/** The extent of a tag or text, for the white space rules. */
export interface Extent extends Span {
  readonly place: Place;
  /** The line of its last character. */
  readonly endLine: number;
}

export interface Parameter {
  readonly name: string;
  readonly fallback?: Expression | undefined;
}

export interface TextNode extends Extent {
  readonly kind: 'text';
  /** Shortened by the white space rules after the whole template is parsed. */
  text: string;
}

export type Node = Extent &
  (
    | TextNode
    | { readonly kind: 'comment' }
    | { readonly kind: 'trim'; readonly left: boolean; readonly right: boolean }
    | { readonly kind: 'print'; readonly expression: Expression }
    | { readonly kind: 'if'; readonly branches: readonly { readonly condition?: Expression | undefined; readonly body: Body }[] }
    | {
        readonly kind: 'list';
        readonly source: Expression;
        /** One name, or two for key and value, or none if `<#items as x>` sets them. */
        readonly names: readonly string[];
        readonly body: Body;
        readonly otherwise?: Body | undefined;
      }
    | { readonly kind: 'items'; readonly names: readonly string[]; readonly body: Body }
    | { readonly kind: 'sep'; readonly body: Body }
    | { readonly kind: 'break' | 'continue' }
    | { readonly kind: 'return'; readonly value?: Expression | undefined }
    | {
        readonly kind: 'assign';
        readonly scope: 'assign' | 'local' | 'global';
        readonly assignments: readonly { readonly name: string; readonly operator: string; readonly value?: Expression | undefined }[];
      }
    | { readonly kind: 'capture'; readonly scope: 'assign' | 'local' | 'global'; readonly name: string; readonly body: Body }
    | DefinitionNode
    | {
        readonly kind: 'call';
        readonly callee: Expression;
        readonly named: ReadonlyMap<string, Expression>;
        readonly positional: readonly Expression[];
        readonly names: readonly string[];
        readonly body: Body;
      }
    | { readonly kind: 'nested'; readonly args: readonly Expression[] }
    | { readonly kind: 'compress'; readonly body: Body }
    | { readonly kind: 'attempt'; readonly body: Body; readonly recover: Body }
  );

export interface DefinitionNode extends Extent {
  readonly kind: 'macro' | 'function';
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Takes the remaining arguments. */
  readonly rest?: string | undefined;
  readonly body: Body;
}

export type NodeOf<K extends Node['kind']> = Extract<Node, { readonly kind: K }>;

export type Body = readonly Node[];

/** A parsed template. It can be rendered any number of times. */
export interface Template {
  readonly source: string;
  readonly body: Body;
}
