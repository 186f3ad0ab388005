import type { ExpectedAccount, ExpectedJob, ExpectedMail, ExpectedMember } from './matchers.js';
import type { LocalSubject } from './observe.js';

/** Nothing for an emulator in this process; a promise for one that is asked through its console. */
type Outcome<T> = T extends LocalSubject ? undefined : Promise<void>;

/** The matchers as an assertion has them; `T` is what `expect` was given. */
export interface EmulatorMatchers<T> {
  /** An exchange of this job was received; `expected` narrows it down. */
  toHaveReceivedJob(name: string, expected?: ExpectedJob): Outcome<T>;
  /** Somebody is a member of a policy; `expected` narrows it down. */
  toHaveMember(email: string, expected?: ExpectedMember): Outcome<T>;
  /** An account with this address exists, on a policy or not, and matches `expected`. */
  toHaveAccount(email: string, expected?: ExpectedAccount): Outcome<T>;
  /** A mail like this was sent. */
  toHaveSentMail(expected?: ExpectedMail): Outcome<T>;
  /** Nothing was sent that may not work in production. */
  toHaveNoAdvisories(options?: { readonly except?: readonly string[] }): Outcome<T>;
}
