import type { Account } from '../../world/entities/account.js';
import type { ReportAction } from '../../world/entities/report.js';
import { emailOf, memberOf } from '../../world/people.js';
import { attributesFrom, defineShape, mapOf } from '../shape.js';
import { PUBLIC_TEMPLATES, REFERENCE } from '../sources.js';

const ofPerson = attributesFrom<Account>('documented', REFERENCE, { isOptional: true });

/** Manager and submitter of a report. */
export const personShape = defineShape<Account>({ name: 'person', meaning: '`report.manager` and `report.submitter`' }, [
  ofPerson('firstName', 'text', 'First name.', ({ firstName }) => firstName),
  ofPerson('lastName', 'text', 'Last name.', ({ lastName }) => lastName),
  ofPerson('fullName', 'text', 'First and last name.', fullNameOf),
  attributesFrom<Account>('observed', PUBLIC_TEMPLATES)('email', 'text', 'Email address.', ({ email }) => email),
]);

function fullNameOf({ firstName, lastName }: Account): string {
  return `${firstName} ${lastName}`.trim();
}

const ofAction = attributesFrom<ReportAction>('documented', REFERENCE);

export const actionShape = defineShape<ReportAction>({ name: 'action', meaning: 'An item of `report.actionList`' }, [
  ofAction('action', 'text', 'What happened: `SUBMITTED`, `APPROVED`, `REIMBURSED` and so on.', ({ action }) => action),
  ofAction('accountEmail', 'text', 'The person who did it.', ({ accountID }, { rows }) => emailOf(rows, accountID)),
  ofAction('created', 'date-time', 'When it happened.', ({ created }) => created),
  ofAction('details', 'hash', 'Further information, such as `message`.', ({ details }) => mapOf(details), { shape: 'details' }),
]);

/** An approval, with the policy whose custom fields of the approver count. */
export interface Approval {
  readonly accountID: number;
  readonly policyID: string;
  readonly date: string;
}

const ofApproval = attributesFrom<Approval>('documented', REFERENCE);
const ofApprovalOptional = attributesFrom<Approval>('documented', REFERENCE, {
  isOptional: true,
  except: { assumed: 'that it is the custom field of the approver' },
});

export const approverShape = defineShape<Approval>({ name: 'approver', meaning: 'An item of `report.approvers`' }, [
  ofApproval('email', 'text', 'Email address.', ({ accountID }, { rows }) => emailOf(rows, accountID)),
  ofApproval('date', 'date-time', 'When they approved the report.', ({ date }) => date, {
    except: { observed: 'that it includes the time' },
  }),
  ofApproval('firstName', 'text', 'First name.', ({ accountID }, { rows }) => rows.accounts.get(accountID)?.firstName),
  ofApproval('lastName', 'text', 'Last name.', ({ accountID }, { rows }) => rows.accounts.get(accountID)?.lastName),
  ofApproval('fullName', 'text', 'First and last name.', ({ accountID }, { rows }) => {
    const account = rows.accounts.get(accountID);
    return account && fullNameOf(account);
  }),
  ofApprovalOptional(
    'employeeUserID',
    'text',
    'Custom field 1 of the approver, if the policy has one.',
    ({ accountID, policyID }, { rows }) => memberOf(rows, policyID, accountID)?.customField1,
  ),
  ofApprovalOptional(
    'employeePayrollID',
    'text',
    'Custom field 2 of the approver, if the policy has one.',
    ({ accountID, policyID }, { rows }) => memberOf(rows, policyID, accountID)?.customField2,
  ),
]);

const ofAttendee = attributesFrom<string>('documented', REFERENCE, { except: { assumed: 'the value' } });

/** In templates, an attendee is either an email address or a name. */
export const attendeeShape = defineShape<string>({ name: 'attendee', meaning: 'An item of `expense.attendees`' }, [
  ofAttendee('email', 'text', 'Email address; empty for a person without one.', (attendee) => (attendee.includes('@') ? attendee : '')),
  ofAttendee('displayName', 'free-text', 'Name.', (attendee) => attendee),
  ofAttendee('thumbnail', 'url', 'Avatar.', () => '', { isOptional: true }),
]);
