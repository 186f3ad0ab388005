import type { ChosenQuirks } from '../../protocol/quirks.js';
import type { CollectionDefinition } from './collection.js';
import type { documented } from './collections.js';
import type { PolicyDocument } from './entities/policy.js';

/**
 * The world as people write it and as it is saved: seeds, snapshots and the state file share this format.
 * Here people are identified by email address; in memory, by account number.
 */
export interface WorldDocument {
  readonly companies: readonly CompanyDocument[];
}

type Documented = typeof documented;
type DocumentOf<C> = C extends CollectionDefinition<infer _T, infer _K, infer D, infer _I> ? D : never;

/** The documents of each collection, by its name. */
export type CompanyDocument = {
  readonly id: string;
  readonly name: string;
  readonly quirks?: ChosenQuirks | undefined;
  /** Policies with the documents of their members. */
  readonly policies: readonly PolicyDocument[];
} & { readonly [Name in Exclude<keyof Documented, 'policies'>]: readonly DocumentOf<Documented[Name]>[] };
