import { z } from 'zod';
import { list } from '../../../util/lists.js';
import { defineCollection } from '../collection.js';

/** A verified domain. */
export interface Domain {
  /** Lower case. */
  readonly domain: string;
}

export const domains = defineCollection({
  name: 'domains',
  nouns: 'domains',
  keyName: 'name',
  key: ({ domain }: Domain) => domain,
  indexes: {},
  isSet: true,
  seed: list(z.string().min(1)).min(1).describe('Verified domains.'),
  document: { write: ({ domain }: Domain) => domain, read: (domain: string): Domain => ({ domain: domain.toLowerCase() }) },
});
