import type { Clock } from '../runtime/clock.js';
import { dateTimeOf } from '../util/date-text.js';
import { UserError } from '../util/user-error.js';
import { companyOf } from './company-of.js';
import { sessionIDOf } from './seeds/prepare.js';
import type { Device, Session } from './world/entities/session.js';
import { newID } from './world/new-id.js';
import { accountByLogin } from './world/people.js';
import type { World } from './world/world.js';

/** A refused sign-in. The message gives the reason. */
export class SignInRefused extends UserError {
  override readonly name = 'SignInRefused';
  /** HTTP status of the admin API. */
  readonly status = 403;
}

/** The maximum number of sessions for one account. Another sign-in ends the oldest session. */
const MAX_SESSIONS = 20;

export interface SignInOptions {
  /** Default: web. */
  readonly device?: Device;
  /** Default: the first company. */
  readonly company?: string;
}

/**
 * Signs a person in to the emulated Expensify, as its web and mobile apps do. Throws SignInRefused if the person is deactivated or has
 * no account, and SeedError if the company does not exist.
 * @example signIn(world, clock, 'ed.engineer@acme.example', { device: 'mobile' }).sessionID
 */
export function signIn(world: World, clock: Clock, email: string, { device = 'web', company: id }: SignInOptions = {}): Session {
  const company = companyOf(world, id);
  const account = accountByLogin(company, email.toLowerCase());
  if (account === undefined) throw new SignInRefused(`${company.name} has no account ${email}.`);
  if (account.isDeactivated === true) throw new SignInRefused(`${account.email} was deactivated through SCIM and can't sign in.`);
  const transaction = company.begin();
  const others = [...transaction.sessions.list('accountID', account.accountID)];
  for (const { sessionID } of others.slice(0, Math.max(0, others.length + 1 - MAX_SESSIONS))) transaction.sessions.remove(sessionID);
  let count = transaction.sessions.size;
  const sessionID = newID(transaction.sessions, () => sessionIDOf(`${company.id}/${account.email}/${count++}`));
  const session = { sessionID, accountID: account.accountID, device, created: dateTimeOf(clock.now()) };
  transaction.sessions.put(session);
  world.commit(transaction);
  return session;
}
