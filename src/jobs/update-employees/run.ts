import { invitationMail, summaryMail } from '../../outbox/mails.js';
import { jobError } from '../../protocol/define-job.js';
import { type UpdateEmployeesInput, type UpdateEmployeesOutput, updateEmployees } from '../../protocol/update-employees.js';
import { type Random, requestID } from '../../runtime/random.js';
import { describeChanges } from '../../world/changes.js';
import { implement, type JobContext } from '../implement.js';
import { answerOf } from './answer.js';
import { computeUpdate } from './compute-update.js';
import { readFeed } from './read-feed.js';
import { Update } from './update.js';

/** Permission, feed, computation, and then all at once: a dry run stops before the last step. */
export const runUpdateEmployees = implement(updateEmployees, async (input, context) => {
  const { rooms, company, account, advise } = context;
  if (!company.isDomainAdmin(account)) throw jobError(updateEmployees, 'not-domain-admin');
  if (input.inputSettings.entity === undefined) advise('missing-entity');
  const recipients = summaryRecipients(input, context);
  const records = await readFeed(input, context);
  const update = new Update(company, account, input, advise);
  computeUpdate(update, records);
  const body = answerOf(update, drawRequestID(rooms.random, input['dry-run'] === true), input['dry-run']);
  if (input['dry-run'] !== true) {
    context.noteChanges(describeChanges(company, update.draft));
    if (context.isRehearsal !== true) {
      update.draft.commit();
      rooms.world.changed();
      sendMails(input, context, body, recipients);
    }
  }
  if (update.skipped.length > 0) advise('skipped-records', `${update.skipped.length} of ${records.length}`);
  return { answer: answerName(input, update, body), body };
});

/** A dry run changes nothing, the next drawn number included: the run that follows it has the same id. */
function drawRequestID(random: Random, isDryRun: boolean): string {
  const { state } = random;
  const id = requestID(random);
  if (isDryRun) random.restore(state);
  return id;
}

function answerName(input: UpdateEmployeesInput, update: Update, body: UpdateEmployeesOutput): keyof typeof updateEmployees.answers {
  if (input['dry-run'] === true) return 'dry-run';
  if (body.skippedEmployees !== undefined) return 'updated-with-skips';
  if ([...update.written.values()].some((written) => written.size > 0)) return 'updated';
  return Object.keys(body.policyIDToEmailsToRemoveMap).length > 0 ? 'terminated' : 'terminated-absent';
}

/** Who gets the summary, from either form of onFinish. */
function summaryRecipients({ onFinish }: UpdateEmployeesInput, { advise }: JobContext): string[] {
  if (onFinish === undefined) return [];
  if (!Array.isArray(onFinish)) advise('on-finish-object');
  const actions = Array.isArray(onFinish) ? onFinish : [onFinish];
  for (const { actionName } of actions) if (actionName !== 'email') advise('on-finish-ignored', actionName ?? 'no actionName');
  return actions
    .filter(({ actionName }) => actionName === 'email')
    .flatMap(({ recipients = '' }) => recipients.split(',').map((address) => address.trim()))
    .filter((address) => address.includes('@'))
    .slice(0, MOST_RECIPIENTS);
}

const MOST_RECIPIENTS = 100;

function sendMails(input: UpdateEmployeesInput, { company, rooms }: JobContext, body: UpdateEmployeesOutput, recipients: string[]): void {
  if (!input.shouldSkipNotificationEmail) {
    for (const [policyID, emails] of Object.entries(body.diff.diffToAdd)) {
      const name = company.policies.get(policyID)?.name ?? policyID;
      for (const email of emails) rooms.outbox.put(invitationMail(company.id, name, email));
    }
  }
  if (recipients.length > 0) rooms.outbox.put(summaryMail(company.id, recipients, body));
}
