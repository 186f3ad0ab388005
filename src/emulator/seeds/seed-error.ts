/** A seed that cannot be used; the message is one sentence for the person who wrote it. */
export class SeedError extends Error {
  override readonly name = 'SeedError';
}
