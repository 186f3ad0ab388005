import { changeCompany } from '../../emulator/change-company.js';
import { implement, type JobContext, type Standing } from '../../emulator/implement.js';
import { invitationMail } from '../../emulator/outbox/invitation-mail.js';
import { readRecipients } from '../../emulator/outbox/recipients.js';
import type { Company } from '../../emulator/world/company.js';
import { isDomainAdmin } from '../../emulator/world/people.js';
import { jobError } from '../../protocol/define-job.js';
import { whenReady } from '../../runtime/soon.js';
import { answerOf } from './answer.js';
import { computeUpdate } from './compute-update.js';
import { type UpdateEmployeesInput, type UpdateEmployeesOutput, updateEmployees } from './definition.js';
import { withFailedPolicies } from './failed-policies.js';
import { summaryMail } from './mails.js';
import { readFeed } from './read-feed.js';
import { samples } from './samples.js';
import { Update } from './update.js';

/** Checks permission, reads the feed, computes the changes and applies them all at once. A dry run stops before the last step. */
export const runUpdateEmployees = implement(
  updateEmployees,
  (input, context) => {
    const { advise } = context;
    if (input.inputSettings.entity === undefined) advise('missing-entity');
    const recipients = summaryRecipients(input, context);
    return whenReady(readFeed(input, context), (records) =>
      whenReady(applyFeed(records, recipients, input, context), ({ update, body }) => {
        if (update.skipped.length > 0) advise('skipped-records', `${update.skipped.length} of ${records.length}`);
        return { answer: answerName(input, update, body), body, isLong: records.length > FEW_RECORDS };
      }),
    );
  },
  { samples, permit, spoil: (body, { failedPolicies }) => (failedPolicies === true ? withFailedPolicies(body) : body) },
);

function applyFeed(records: readonly unknown[], recipients: readonly string[], input: UpdateEmployeesInput, context: JobContext) {
  const isDry = input['dry-run'] === true;
  return changeCompany(context, {
    isDry,
    compute: (standing, transaction) => {
      permit(standing);
      return compute(new Update(transaction, standing.account, input, context.advise), records, input);
    },
    finish: ({ update, answer }) => {
      const { ids } = context.parts;
      answer.requestID = isDry ? ids.dryRunRequest() : ids.request();
      return { update, body: answer };
    },
    committed: ({ body }, { company }) => sendMails(input, company, context, body, recipients),
  });
}

function* compute(update: Update, records: readonly unknown[], input: UpdateEmployeesInput) {
  yield* computeUpdate(update, records);
  return { update, answer: yield* answerOf(update, input['dry-run']) };
}

/** The response to so few records is encoded at once. */
const FEW_RECORDS = 2000;

function permit({ company, account }: Standing): void {
  if (!isDomainAdmin(company, account)) throw jobError(updateEmployees, 'not-domain-admin');
}

function answerName(input: UpdateEmployeesInput, update: Update, body: UpdateEmployeesOutput): keyof typeof updateEmployees.answers {
  if (input['dry-run'] === true) return 'dry-run';
  if (body.skippedEmployees !== undefined) return 'updated-with-skips';
  if (update.written.entries().some(([, written]) => written.size > 0)) return 'updated';
  return Object.keys(body.policyIDToEmailsToRemoveMap).length > 0 ? 'terminated' : 'terminated-absent';
}

/** The recipients of the summary, from either form of onFinish. */
function summaryRecipients({ onFinish }: UpdateEmployeesInput, { advise }: JobContext): string[] {
  if (onFinish === undefined) return [];
  if (!Array.isArray(onFinish)) advise('on-finish-object');
  const actions = Array.isArray(onFinish) ? onFinish : [onFinish];
  for (const { actionName } of actions) if (actionName !== 'email') advise('on-finish-ignored', actionName ?? 'no actionName');
  return readRecipients(actions.flatMap(({ actionName, recipients = '' }) => (actionName === 'email' ? [recipients] : [])));
}

function sendMails(
  input: UpdateEmployeesInput,
  company: Company,
  context: JobContext,
  body: UpdateEmployeesOutput,
  recipients: readonly string[],
): void {
  if (!input.shouldSkipNotificationEmail) {
    for (const [policyID, emails] of Object.entries(body.diff.diffToAdd)) {
      const name = company.policies.get(policyID)?.name ?? policyID;
      for (const email of emails) context.parts.outbox.put(invitationMail(company.id, name, email), context);
    }
  }
  if (recipients.length > 0) context.parts.outbox.put(summaryMail(company.id, recipients, body), context);
}
