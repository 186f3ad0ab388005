/**
 * Makes a value when it is first asked for and keeps it. For schemas: building one takes zod longer than parsing with it, and most
 * programs need a few of the many that they load.
 */
/* @__NO_SIDE_EFFECTS__ */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
