import type { RawJob } from '../protocol/raw-job.js';
import type { Caller } from './accounts/authenticate.js';
import type { OpenExchange } from './open-exchange.js';
import type { Parts } from './parts.js';

/**
 * Authenticates, and again whenever the company is no longer in the world: a reset or a restore has put another in its
 * place, and a request that waited meanwhile acts on that one.
 */
export function createStanding(parts: Parts, job: RawJob, exchange: OpenExchange): () => Caller {
  let caller = parts.authenticate(job);
  exchange.company = caller.company.id;
  return () => {
    if (parts.world.companies.get(caller.company.id) !== caller.company) {
      caller = parts.authenticate(job);
      exchange.company = caller.company.id;
    }
    // An account is replaced when it changes, so the one of a moment ago may be an old one.
    return { ...caller, account: caller.company.accounts.get(caller.account.accountID) ?? caller.account };
  };
}
