import type { ChosenQuirks } from '../../protocol/quirks.js';
import type { CollectionDefinition } from './collection.js';
import type { documented } from './collections.js';
import type { PolicyDocument } from './entities/policy.js';

/**
 * The world as a person writes it and as it is kept: seeds, snapshots and the state file share this shape.
 * People are named by address here, by account number inside.
 */
export interface WorldDocument {
  readonly companies: readonly CompanyDocument[];
}

type Documented = typeof documented;
type DocumentOf<C> = C extends CollectionDefinition<infer _T, infer _K, infer D, infer _I> ? D : never;

/** Each collection under its name. */
export type CompanyDocument = {
  readonly id: string;
  readonly name: string;
  readonly quirks?: ChosenQuirks | undefined;
  /** With the documents of their members. */
  readonly policies: readonly PolicyDocument[];
} & { readonly [Name in Exclude<keyof Documented, 'policies'>]: readonly DocumentOf<Documented[Name]>[] };
