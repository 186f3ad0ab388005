import { z } from 'zod';
import { EMAIL_ADDRESS, MAX_ADDRESS_LENGTH } from '../../protocol/email-address.js';
import type { Rule } from '../../protocol/evidence.js';
import { lenientBoolean, MAX_LIST_LENGTH } from '../../protocol/lenient.js';
import { shown } from '../../util/as-text.js';
import { isObject } from '../../util/is-object.js';
import { list } from '../../util/lists.js';
import { once } from '../../util/once.js';

const DOCUMENTED = 'Advanced Employee Updater page';
const STYLE = 'modelled on the documented reasons';

/** Why a record is skipped while the rest of the feed is applied. `{value}` is the value in the record. */
export const skipReasons = {
  'not-an-object': {
    statement: 'Invalid employee record',
    evidence: 'assumed',
    source: STYLE,
    limit: { assumed: 'That a record which is not an object is skipped.' },
  },
  'invalid-employee-email': {
    statement: "Invalid employee email address '{value}'",
    evidence: 'assumed',
    source: STYLE,
    limit: { assumed: 'The wording.' },
  },
  'invalid-manager-email': { statement: "Invalid manager email address '{value}'", evidence: 'documented', source: DOCUMENTED },
  'invalid-employee-id': {
    statement: "Invalid employee ID '{value}'",
    evidence: 'assumed',
    source: STYLE,
    limit: { assumed: 'That a missing id skips the record, unless the record terminates.' },
  },
  'no-policy': { statement: "No policy found for '{value}'", evidence: 'documented', source: DOCUMENTED },
  'invalid-role': {
    statement: "Invalid role '{value}'",
    evidence: 'assumed',
    source: STYLE,
    limit: { assumed: 'That an unknown role skips the record instead of being ignored.' },
  },
  'invalid-terminated': {
    statement: "Invalid isTerminated value '{value}'",
    evidence: 'assumed',
    source: STYLE,
    limit: { assumed: 'That a value which is not a boolean skips the record.' },
  },
  'invalid-unassigned': {
    statement: "Invalid shouldRemoveFromUnassignedPolicies value '{value}'",
    evidence: 'assumed',
    source: STYLE,
    limit: { assumed: 'That a value which is not a boolean skips the record.' },
  },
  'invalid-approval-limit': {
    statement: "Invalid approval limit '{value}'",
    evidence: 'assumed',
    source: STYLE,
    limit: { assumed: 'That a negative or malformed amount skips the record, and that a string of digits is accepted.' },
  },
  'missing-over-limit-approver': {
    statement: "Missing over limit approver for approval limit '{value}'",
    evidence: 'assumed',
    source: `${DOCUMENTED} requires the approver; the wording is modelled on the documented reasons`,
    limit: { assumed: 'The wording; that an approver is required is documented.' },
  },
  'invalid-over-limit-approver': {
    statement: "Invalid over limit approver email address '{value}'",
    evidence: 'assumed',
    source: STYLE,
    limit: { assumed: 'The wording.' },
  },
  'invalid-text': {
    statement: "Invalid value for '{value}'",
    evidence: 'assumed',
    source: STYLE,
    limit: { assumed: 'That a text field with a value of another type skips the record.' },
  },
  'no-domain-group': {
    statement: "No domain group found for '{value}'",
    evidence: 'assumed',
    source: STYLE,
    limit: { assumed: 'That an unknown group skips the record.' },
  },
  'email-in-use': {
    statement: "Email address '{value}' belongs to another employee",
    evidence: 'assumed',
    source: STYLE,
    limit: { assumed: 'That a record is skipped if its address and its employeeID belong to different people.' },
  },
  'owner-not-removable': {
    statement: "Cannot remove policy owner '{value}'",
    evidence: 'assumed',
    source: STYLE,
    limit: { assumed: 'That terminating an owner skips the record.' },
  },
} as const satisfies Record<string, Rule>;
export type SkipReason = keyof typeof skipReasons;

/** A failing check has its skip reason as message. This function makes the compiler check the spelling. */
const skip = (reason: SkipReason): SkipReason => reason;

const address = (reason: SkipReason) =>
  z
    .string(reason)
    .max(MAX_ADDRESS_LENGTH, reason)
    .regex(EMAIL_ADDRESS, reason)
    .transform((text) => text.toLowerCase());
/** An address. Clients send "" if there is none. */
const addressOrEmpty = (reason: SkipReason) => z.union([z.literal('').transform(() => undefined), address(reason)], reason);
const text = once(() => z.string(skip('invalid-text')).max(1000, skip('invalid-text')));
/** Ids are strings. A number is converted to one. */
const id = (reason: SkipReason) => z.union([z.string(), z.number().transform(String)], reason).refine((value) => value !== '', reason);
const empty = once(() => z.literal('').transform(() => undefined));
const approvesTo = once(() => z.union([z.literal(''), address(skip('invalid-text'))]));
const role = once(() => z.union([empty(), z.enum(['user', 'auditor', 'admin'])], skip('invalid-role')).optional());
const cents = once(() =>
  z.union(
    [
      z.number(),
      z
        .string()
        .regex(/^\d{1,15}$/)
        .transform(Number),
      empty(),
    ],
    skip('invalid-approval-limit'),
  ),
);

/** The keys of every record, including terminated ones. */
const identity = once(() => ({
  employeeEmail: address(skip('invalid-employee-email')),
  policyID: z.string(skip('no-policy')).min(1, skip('no-policy')),
  employeeID: id(skip('invalid-employee-id')),
  shouldRemoveFromUnassignedPolicies: z.union([empty(), lenientBoolean()], skip('invalid-unassigned')).optional(),
  domainGroupID: z.union([empty(), id(skip('no-domain-group'))], skip('no-domain-group')).optional(),
}));

/** A terminated person is identified by address. Clients leave out the other keys or send "" (observed). */
const terminatedRecord = once(() =>
  z.object({
    ...identity(),
    employeeID: z.union([empty(), identity().employeeID], skip('invalid-employee-id')).optional(),
    // JSON Schema, because the derived one does not include what `pipe` narrows.
    isTerminated: lenientBoolean(skip('invalid-terminated'))
      .pipe(z.literal(true))
      .meta({ enum: [true, 'true'] }),
  }),
);

const activeRecord = once(() =>
  z
    .object({
      ...identity(),
      isTerminated: z.union([empty(), lenientBoolean().pipe(z.literal(false))], skip('invalid-terminated')).optional(),
      managerEmail: address(skip('invalid-manager-email')),
      firstName: text().optional(),
      lastName: text().optional(),
      customField1: text().optional(),
      customField2: text().optional(),
      /** Cents. */
      approvalLimit: cents()
        .refine((value) => value === undefined || (Number.isSafeInteger(value) && value >= 0), skip('invalid-approval-limit'))
        .optional(),
      overLimitApprover: addressOrEmpty(skip('invalid-over-limit-approver')).optional(),
      /** Alias of overLimitApprover. */
      limitApprover: addressOrEmpty(skip('invalid-over-limit-approver')).optional(),
      // "If a valid email address is passed": anything else does not skip the person.
      approvesTo: approvesTo().optional().catch(undefined),
      role: role(),
      workerStatus: text().optional(),
      // A plain string "does not work" (observed), so it is ignored instead of being refused.
      additionalPolicyIDs: z.preprocess(
        (value) => (Array.isArray(value) ? value : undefined),
        list(z.string(skip('no-policy')))
          .max(MAX_LIST_LENGTH, skip('no-policy'))
          .optional(),
      ),
      defaultTags: list(z.string()).max(MAX_LIST_LENGTH).optional().catch(undefined),
    })
    .refine((record) => !record.approvalLimit || (record.overLimitApprover ?? record.limitApprover) !== undefined, {
      path: ['approvalLimit'],
      message: skip('missing-over-limit-approver'),
    }),
);

export type ActiveRecord = z.infer<ReturnType<typeof activeRecord>>;
export type TerminatedRecord = z.infer<ReturnType<typeof terminatedRecord>>;
export type EmployeeRecord = ActiveRecord | TerminatedRecord;

/** A record as clients write it. Addresses can be in any case; limits are in cents. */
export type EmployeeInput =
  | (Omit<z.input<ReturnType<typeof activeRecord>>, 'additionalPolicyIDs' | 'defaultTags'> & {
      readonly additionalPolicyIDs?: readonly string[];
      readonly defaultTags?: readonly string[];
    })
  | z.input<ReturnType<typeof terminatedRecord>>;

/** The keys of a record, for "Did you mean". */
export const employeeKeys: () => readonly string[] = once(() => Object.keys(activeRecord().shape));

/** The documented form of a record. `parseEmployeeRecord` parses a feed one record at a time. */
export const employeeRecord = once(() => z.union([terminatedRecord(), activeRecord()]));

export type ParsedRecord =
  | { readonly ok: true; readonly record: EmployeeRecord }
  | { readonly ok: false; readonly reason: SkipReason; readonly value: string };

/**
 * Parses one record of a feed, or says why it is skipped.
 * @example parseEmployeeRecord({ employeeEmail: 'a@x.com', … }) // { ok: true, record: { … } }
 */
export function parseEmployeeRecord(input: unknown): ParsedRecord {
  if (!isObject(input)) return { ok: false, reason: 'not-an-object', value: '' };
  const present = withoutNulls(input);
  const schema = isTrue(present.isTerminated) ? terminatedRecord() : activeRecord();
  const result = schema.safeParse(present);
  if (result.success) return { ok: true, record: result.data };
  const [issue] = result.error.issues;
  const key = String(issue?.path[0] ?? '');
  const reason = issue !== undefined && isSkipReason(issue.message) ? issue.message : 'invalid-text';
  return { ok: false, reason, value: reason === 'invalid-text' ? key : shown(present[key]) };
}

/** True if `approvesTo` is neither an address nor "", which clears it. Such a value is treated as missing. */
export function isIgnoredApprover(value: unknown): boolean {
  return value !== undefined && value !== null && !approvesTo().safeParse(value).success;
}

export function isTerminated(record: EmployeeRecord): record is TerminatedRecord {
  return record.isTerminated === true;
}

/** `null` means absent (assumed): Okta's cards write it for attributes without a value. */
function withoutNulls(input: Record<string, unknown>): Record<string, unknown> {
  const keys = Object.keys(input);
  if (!keys.some((key) => input[key] === null)) return input;
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

function isSkipReason(message: string): message is SkipReason {
  return Object.hasOwn(skipReasons, message);
}
