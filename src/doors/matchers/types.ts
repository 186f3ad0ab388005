import type { ExpectedAccount, ExpectedJob, ExpectedMail, ExpectedMember } from './matchers.js';
import type { LocalSubject } from './observe.js';

/** Void for an emulator in this process, and a promise for one in another process. */
type Outcome<T> = T extends LocalSubject ? undefined : Promise<void>;

/** The matchers as methods of an assertion. `T` is the type of the value passed to `expect`. */
export interface EmulatorMatchers<T> {
  /** The emulator received this job. `expected` narrows the match. */
  toHaveReceivedJob(name: string, expected?: ExpectedJob): Outcome<T>;
  /** A policy has a member with this address. `expected` narrows the match. */
  toHaveMember(email: string, expected?: ExpectedMember): Outcome<T>;
  /** An account with this address exists, on a policy or not, and matches `expected`. */
  toHaveAccount(email: string, expected?: ExpectedAccount): Outcome<T>;
  /** An email like this was sent. */
  toHaveSentMail(expected?: ExpectedMail): Outcome<T>;
  /** No request got an advisory about what may fail in production. */
  toHaveNoAdvisories(options?: { readonly except?: readonly string[] }): Outcome<T>;
}
