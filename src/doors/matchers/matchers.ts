import { decodedJob } from '../../emulator/journal/decoded-job.js';
import type { JournalEntry } from '../../emulator/journal/journal.js';
import type { SentMail } from '../../emulator/outbox/outbox.js';
import { readLenientJson } from '../../emulator/wire/lenient-json.js';
import type { AccountDocument } from '../../emulator/world/entities/account.js';
import type { MemberDocument } from '../../emulator/world/entities/member.js';
import { isObject } from '../../util/is-object.js';
import { judge, type MatcherContext, type MatcherResult } from './judge.js';
import { isLocal, isRemote, type Observed, observeLocal, observeRemote, type Part } from './observe.js';

/** The expected part of an exchange. Every given key must match; asymmetric matchers are allowed. */
export interface ExpectedJob {
  /** The responseCode, or the HTTP status if there is no envelope. */
  readonly code?: number;
  /** The expected part of the decoded requestJobDescription. */
  readonly job?: object;
  /** The records of the feed in the form field `data`: the exact number, and the expected part of each. */
  readonly employees?: readonly object[];
  /** The exact number of exchanges. Default: at least one. */
  readonly times?: number;
}

/** The expected part of a member of a policy. */
export type ExpectedMember = Partial<MemberDocument> & { readonly policyID?: string };
/** The expected part of an account. `isDeactivated: false` matches an account without the key. */
export type ExpectedAccount = Partial<AccountDocument>;
export type ExpectedMail = { readonly [Key in keyof SentMail]?: unknown };

type Result = MatcherResult | Promise<MatcherResult>;

/** The matchers, for vitest's and Jest's `expect`. For an emulator in another process they return promises. */
export const matchers = {
  /** @example expect(emulator).toHaveReceivedJob('update employees', { code: 200, employees: [{ employeeID: 'E1' }] }) */
  toHaveReceivedJob(this: MatcherContext, subject: unknown, name: string, expected: ExpectedJob = {}): Result {
    return look(subject, 'entries', ({ entries }) => {
      const { times, ...parts } = expected;
      const candidates = entries.map((entry) => viewOf(entry, parts));
      const wanted = { job: name, ...(parts.code !== undefined && { code: parts.code }), ...renamed(parts) };
      return judge(this, { matcher: 'toHaveReceivedJob', what: 'an exchange', wanted, candidates, near: ({ job }) => job === name, times });
    });
  },

  /** @example expect(emulator).toHaveMember('nina@acme.example', { policyID: 'A1B2C3D4E5F60001', role: 'user' }) */
  toHaveMember(this: MatcherContext, subject: unknown, email: string, expected: ExpectedMember = {}): Result {
    return look(subject, 'companies', ({ companies }) => {
      const policies = companies.flatMap((company) => company.policies);
      const candidates = policies.flatMap(({ id, members }) => members.map((member) => ({ policyID: id, ...member })));
      const wanted = { ...expected, email };
      return judge(this, {
        matcher: 'toHaveMember',
        what: 'a member',
        wanted,
        candidates,
        near: (member) => member.email === email,
        brief: (member) => ({ email: member.email, policyID: member.policyID }),
      });
    });
  },

  /** @example expect(emulator).toHaveAccount('ed@acme.example', { isDeactivated: true }) */
  toHaveAccount(this: MatcherContext, subject: unknown, email: string, expected: ExpectedAccount = {}): Result {
    return look(subject, 'companies', ({ companies }) => {
      const candidates = companies.flatMap(({ accounts }) => accounts.map((account) => ({ isDeactivated: false, ...account })));
      const wanted = { ...expected, email };
      return judge(this, {
        matcher: 'toHaveAccount',
        what: 'an account',
        wanted,
        candidates,
        near: (account) => account.email === email,
        brief: (account) => ({ email: account.email }),
      });
    });
  },

  /** @example expect(emulator).toHaveSentMail({ to: ['hr@acme.example'], subject: expect.stringContaining('updated') }) */
  toHaveSentMail(this: MatcherContext, subject: unknown, expected: ExpectedMail = {}): Result {
    return look(subject, 'mails', ({ mails }) =>
      judge(this, { matcher: 'toHaveSentMail', what: 'an email', wanted: expected, candidates: mails, near: () => true }),
    );
  },

  /** @example expect(emulator).toHaveNoAdvisories({ except: ['assumed-answer'] }) */
  toHaveNoAdvisories(this: MatcherContext, subject: unknown, { except = [] }: { readonly except?: readonly string[] } = {}): Result {
    return look(subject, 'entries', ({ entries }) => {
      const lines = entries.flatMap(({ id, job = '(unknown job)', advisories }) =>
        advisories.filter(({ code }) => !except.includes(code)).map(({ code, message }) => `  #${id} ${job}: ${code}: ${message}`),
      );
      return {
        pass: lines.length === 0,
        message: () =>
          lines.length === 0
            ? 'Expected an advisory, but there are none.'
            : `Expected no advisories, got ${lines.length}:\n${lines.slice(0, 20).join('\n')}\n\nThey show what may fail in production. See docs/reference/advisories.md.`,
      };
    });
  },
};

function look(subject: unknown, part: Part, compare: (observed: Observed) => MatcherResult): Result {
  if (isLocal(subject)) return compare(observeLocal(subject, part));
  if (isRemote(subject)) return observeRemote(subject, part).then(compare);
  return { pass: false, message: () => 'Expected an emulator, or { consoleUrl } for an emulator in another process.' };
}

/** Converts ExpectedJob to the keys of an exchange's view, where `job` is the name, as in the journal. */
function renamed({ job, employees }: ExpectedJob): object {
  return { ...(job !== undefined && { input: job }), ...(employees !== undefined && { employees }) };
}

/** The parts of an exchange that are compared, so a diff shows nothing else. */
function viewOf(entry: JournalEntry, parts: ExpectedJob) {
  return {
    job: entry.job,
    code: entry.responseCode ?? entry.response.status,
    ...(parts.job !== undefined && { input: decodedJob(entry) }),
    ...(parts.employees !== undefined && { employees: readEmployees(entry.request.fields.data) }),
  };
}

/** A feed is a list, or an object that contains one. */
function readEmployees(text = ''): unknown {
  const json = readLenientJson(text);
  if (!json.ok) return text;
  return isObject(json.value) ? json.value.Employees : json.value;
}
