import { z } from 'zod';
import { list } from '../../../util/lists.js';
import { defineCollection } from '../collection.js';
import { id } from './fields.js';

/** A group of people in a domain, with its own settings. */
export interface DomainGroup {
  readonly id: string;
  readonly name: string;
}

export const domainGroups = defineCollection({
  name: 'domainGroups',
  nouns: 'domain groups',
  keyName: 'id',
  key: (group: DomainGroup) => group.id,
  indexes: {},
  seed: () => list(z.strictObject({ id: id(), name: z.string() })).optional(),
  document: { write: (group: DomainGroup) => group, read: (group: DomainGroup) => group },
});
