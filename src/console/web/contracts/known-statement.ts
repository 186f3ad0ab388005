import type { Statement } from '../../../jobs/statements.js';

/** A statement with its evidence in words, and the contract tests that cover it. */
export type KnownStatement = Statement & { readonly known: string; readonly interactions: readonly string[] };
