/** The target does not have a variable. */
export class MissingVariable extends Error {
  override readonly name = 'MissingVariable';
}

/**
 * Fills `{{name}}` in every string of a value. `{{repeat TEXT COUNT}}` repeats TEXT.
 * Throws MissingVariable.
 * @example fillTemplate({ id: '{{policyID}}' }, { policyID: 'A1' }) // { id: 'A1' }
 */
export function fillTemplate<T>(value: T, variables: Readonly<Record<string, string>>): T;
export function fillTemplate(value: unknown, variables: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string')
    return value.replace(HOLE, (_hole, repeated: string | undefined, count: string, name: string) =>
      repeated === undefined ? variable(name, variables) : repeated.repeat(Number(count)),
    );
  if (Array.isArray(value)) return value.map((element) => fillTemplate(element, variables));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [fillTemplate(key, variables), fillTemplate(inner, variables)]));
}

const HOLE = /\{\{(?:repeat (\S+) (\d+)|(\w+))\}\}/g;

function variable(name: string, variables: Readonly<Record<string, string>>): string {
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (value === undefined) throw new MissingVariable(`the target has no ${name}`);
  return value;
}
