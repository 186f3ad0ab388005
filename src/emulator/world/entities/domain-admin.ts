import { list } from '../../../util/lists.js';
import { defineCollection } from '../collection.js';
import { email } from './fields.js';

/** A person who may update the employees of the company's domains. */
export interface DomainAdmin {
  readonly accountID: number;
}

export const domainAdmins = defineCollection({
  name: 'domainAdmins',
  nouns: 'domain admins',
  keyName: 'email',
  key: ({ accountID }: DomainAdmin) => accountID,
  indexes: {},
  isSet: true,
  seed: () => list(email()).min(1).describe('People who may update employees.'),
  document: {
    write: ({ accountID }: DomainAdmin, emailOf) => emailOf(accountID),
    read: (address: string, loading): DomainAdmin => ({ accountID: loading.accountOf(address) }),
    showKey: ({ accountID }, emailOf) => emailOf(accountID),
  },
});
