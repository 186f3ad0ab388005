import type { RawJob } from '../protocol/raw-job.js';
import type { Caller } from './accounts/authenticate.js';
import type { OpenExchange } from './open-exchange.js';
import type { Parts } from './parts.js';

/**
 * Authenticates the request, and authenticates it again if the company is no longer in the world. After a reset or a
 * restore there is another company in its place, and a request that waited in the meantime acts on that company.
 */
export function createStanding(parts: Parts, job: RawJob, exchange: OpenExchange): () => Caller {
  let caller = parts.authenticate(job);
  exchange.company = caller.company.id;
  return () => {
    if (parts.world.companies.get(caller.company.id) !== caller.company) {
      caller = parts.authenticate(job);
      exchange.company = caller.company.id;
    }
    // A changed account is a new object, so an account that was read earlier may be outdated.
    const { company, credential, account } = caller;
    return { company, credential, account: company.accounts.get(account.accountID) ?? account };
  };
}
