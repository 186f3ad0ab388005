import { credentials } from '../../protocol/credentials.js';
import { wireError } from '../../protocol/wire-answers.js';
import type { Company } from '../world/company.js';
import type { Account } from '../world/entities/account.js';
import type { Credential } from '../world/entities/credential.js';
import type { World } from '../world/world.js';
import { hashSecret } from './secrets.js';

/** The caller. The credentials select the company and the account to act as. */
export interface Caller {
  readonly company: Company;
  readonly account: Account;
  readonly credential: Credential;
}

export type Authenticate = (job: Readonly<Record<string, unknown>>) => Caller;

/**
 * Creates the check of `credentials`. Throws the `no-credentials` response (403) if there are none and
 * `authentication-error` (404) if they are wrong.
 */
export function createAuthenticate(world: World): Authenticate {
  /** The last secret that matched for each credential, so a busy client's secret is not hashed every time. Removed with its credential. */
  const verified = new WeakMap<Credential, string>();
  const matches = (secret: string, credential: Credential): boolean => {
    if (verified.get(credential) === secret) return true;
    if (hashSecret(secret) !== credential.secretHash) return false;
    verified.set(credential, secret);
    return true;
  };
  return (job) => {
    if (job.credentials === undefined || job.credentials === null) throw wireError('no-credentials');
    const pair = credentials().safeParse(job.credentials);
    if (!pair.success) throw wireError(isEmptyObject(job.credentials) ? 'no-credentials' : 'authentication-error');
    const company = world.companyOfPair(pair.data.partnerUserID);
    const credential = company?.credentials.get(pair.data.partnerUserID);
    const account = credential && company?.accounts.get(credential.accountID);
    if (company === undefined || credential === undefined || account === undefined) throw wireError('authentication-error');
    if (!matches(pair.data.partnerUserSecret, credential)) throw wireError('authentication-error');
    return { company, account, credential };
  };
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
