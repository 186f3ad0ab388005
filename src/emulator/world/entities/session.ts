import { z } from 'zod';
import { list } from '../../../util/lists.js';
import { once } from '../../../util/once.js';
import { defineCollection } from '../collection.js';
import { dateTime, email, keysInOrderOf } from './fields.js';

export const DEVICES = ['web', 'mobile'] as const;
export type Device = (typeof DEVICES)[number];

/** A person signed in to Expensify in a browser or in the mobile app. */
export interface Session {
  readonly sessionID: string;
  readonly accountID: number;
  readonly device: Device;
  /** `2026-01-05 09:00:00`, UTC. */
  readonly created: string;
}

export interface SessionDocument extends Omit<Session, 'accountID'> {
  readonly account: string;
}

const sessionSeed = once(() =>
  z.strictObject({
    sessionID: z.string().min(1).optional().describe('Default: derived from its position in the list.'),
    account: email().describe('The person who is signed in.'),
    device: z.enum(DEVICES).default('web'),
    created: dateTime().default('2026-01-05 09:00:00'),
  }),
);
const inOrder = keysInOrderOf(sessionSeed);

export const sessions = defineCollection({
  name: 'sessions',
  nouns: 'sessions',
  keyName: 'sessionID',
  key: ({ sessionID }: Session) => sessionID,
  indexes: { accountID: { fields: ['accountID'], isUnique: false } },
  seed: () => list(sessionSeed()).optional().describe('People who are signed in to Expensify.'),
  document: {
    write: ({ accountID, ...session }: Session, emailOf): SessionDocument => inOrder({ ...session, account: emailOf(accountID) }),
    read: ({ account, ...session }: SessionDocument, loading): Session => {
      const accountID = loading.accountOf(account);
      if (loading.isDeactivated(accountID)) {
        loading.fail(`${account} is deactivated and can't have a session. Reactivate the account or leave out the session.`);
      }
      return { ...session, accountID };
    },
  },
});
