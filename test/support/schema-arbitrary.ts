import fc, { type Arbitrary } from 'fast-check';
import { dayOf } from '../../src/util/date-text.js';

/**
 * Values for a JSON Schema with the keywords that the exported schemas use. `if` and `then` are left to a filter.
 * @example fc.sample(schemaArbitrary({ type: 'string' }), 3)
 */
export function schemaArbitrary(schema: any, root: any = schema): Arbitrary<any> {
  if (schema.$ref !== undefined) return schemaArbitrary(at(root, schema.$ref), root);
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const variants = schema.anyOf ?? schema.oneOf;
  // For an object, these keywords add requirements, which are also left to a filter.
  if (variants !== undefined && schema.properties === undefined) return fc.oneof(...variants.map((one: any) => schemaArbitrary(one, root)));
  switch (schema.type) {
    case 'string':
      return text(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum, max: schema.maximum });
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(schemaArbitrary(schema.items ?? {}, root), {
        minLength: schema.minItems ?? 0,
        maxLength: (schema.minItems ?? 0) + 3,
      });
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries<any>(schema.properties ?? {})
            .filter(([, inner]) => !isForbidden(inner))
            .map(([key, inner]) => [key, schemaArbitrary(inner, root)]),
        ),
        { requiredKeys: schema.required ?? [] },
      );
    default:
      return fc.jsonValue();
  }
}

/** A key that must be absent, like `inputSettings` of a download. */
function isForbidden({ not }: any): boolean {
  return not !== undefined && Object.keys(not).length === 0;
}

function text({ pattern, format, minLength, maxLength }: any): Arbitrary<string> {
  if (format === 'uri') return fc.webUrl();
  if (format === 'date')
    return fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => dayOf(date.getTime()));
  if (pattern === undefined) return fc.string({ minLength, maxLength });
  // Addresses, because their pattern excludes most strings.
  if (pattern.includes('@')) return fc.emailAddress();
  return fc.stringMatching(new RegExp(pattern));
}

function at(root: any, pointer: string): any {
  return pointer
    .split('/')
    .slice(1)
    .reduce((node, key) => node[key], root);
}
