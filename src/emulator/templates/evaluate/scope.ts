import type { Body } from '../syntax/tree.js';
import { Decimal } from '../values/decimal.js';
import { Hash, type Value } from '../values/value.js';

/** One turn of a loop. */
export interface Loop {
  readonly kind: 'loop';
  readonly names: readonly string[];
  readonly values: readonly Value[];
  readonly index: number;
  readonly hasNext: boolean;
  readonly parent: Context | undefined;
}

/** The variables of a running macro or function. */
export interface Locals {
  readonly kind: 'locals';
  readonly variables: Map<string, Value>;
  /** Runs what is between the tags of the macro call. */
  readonly nested?: ((values: readonly Value[]) => void) | undefined;
  readonly parent: undefined;
}

/** The list of a `<#list xs>` whose loop starts at `<#items as x>`. */
export interface PendingItems {
  readonly kind: 'items';
  readonly start: (names: readonly string[], body: Body, scope: Scope) => void;
  readonly parent: Context | undefined;
}

/** The parameters of a lambda. */
export interface Parameters {
  readonly kind: 'parameters';
  readonly names: readonly string[];
  readonly values: readonly Value[];
  readonly parent: Context | undefined;
}

/** The variables visible at a position, innermost first. Macros do not see the variables of their callers. */
export type Context = Loop | Locals | PendingItems | Parameters;

/** Where names are looked up. */
export class Scope {
  constructor(
    readonly context: Context | undefined,
    readonly globals: Globals,
  ) {}

  with(context: Context): Scope {
    return new Scope(context, this.globals);
  }

  lookUp(name: string): Value {
    for (let context = this.context; context !== undefined; context = context.parent) {
      if (context.kind === 'locals') {
        if (context.variables.has(name)) return context.variables.get(name);
      } else if (context.kind === 'parameters') {
        if (context.names.includes(name)) return context.values[context.names.indexOf(name)];
      } else if (context.kind === 'loop') {
        const found = ofLoop(context, name);
        if (found !== undefined) return found.value;
      }
    }
    return this.globals.lookUp(name);
  }

  /** The loop whose variable has this name, for `x?index` and similar built-ins. */
  loopOf(name: string): Loop | undefined {
    for (let context = this.context; context !== undefined; context = context.parent) {
      if (context.kind === 'loop' && context.names.includes(name)) return context;
    }
    return undefined;
  }

  /** The innermost loop, for `<#sep>`. */
  get loop(): Loop | undefined {
    for (let context = this.context; context !== undefined; context = context.parent) if (context.kind === 'loop') return context;
    return undefined;
  }

  get items(): PendingItems | undefined {
    for (let context = this.context; context !== undefined; context = context.parent) if (context.kind === 'items') return context;
    return undefined;
  }

  get locals(): Locals | undefined {
    for (let context = this.context; context !== undefined; context = context.parent) if (context.kind === 'locals') return context;
    return undefined;
  }
}

/** The variable itself, or the older names for its position: `x_index` and `x_has_next`. */
function ofLoop({ names, values, index, hasNext }: Loop, name: string): { readonly value: Value } | undefined {
  const at = names.indexOf(name);
  if (at >= 0) return { value: values[at] };
  const [first = ''] = names;
  if (name === `${first}_index`) return { value: Decimal.from(index) };
  return name === `${first}_has_next` ? { value: hasNext } : undefined;
}

/** What the whole template sees: assigned variables, then the data model. */
export class Globals {
  /** Set by `<#assign>`, macros and functions. */
  readonly assigned = new Map<string, Value>();
  /** Set by `<#global>`. */
  readonly global = new Map<string, Value>();

  constructor(readonly model: Hash) {}

  lookUp(name: string): Value {
    return this.assigned.get(name) ?? this.global.get(name) ?? this.model.get(name);
  }

  get asHash(): Hash {
    return new Hash(
      (name) => this.lookUp(name),
      () => [...new Set([...this.assigned.keys(), ...this.global.keys(), ...this.model.keys()])],
    );
  }
}
