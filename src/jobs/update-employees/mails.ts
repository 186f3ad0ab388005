import type { Mail } from '../../emulator/outbox/outbox.js';
import type { UpdateEmployeesOutput } from './definition.js';

/** The summary that `onFinish` requests. The real wording is unknown; this one contains what the response contains. */
export function summaryMail(company: string, to: readonly string[], answer: UpdateEmployeesOutput): Mail {
  const skipped = answer.skippedEmployees ?? [];
  const lines = [
    `Request ${answer.requestID}`,
    `Updated employees: ${answer.updatedEmployeesCount}`,
    ...section('Added', answer.diff.diffToAdd),
    ...section('Removed', answer.diff.diffToRemove ?? {}),
    `Skipped: ${skipped.length}`,
    ...skipped.slice(0, MAX_LINES).map(({ email, reason }) => `  ${email}: ${reason}`),
  ];
  return {
    kind: 'summary',
    company,
    to,
    subject: `Employee update: ${answer.updatedEmployeesCount} updated, ${skipped.length} skipped`,
    text: `${lines.join('\n')}\n`,
  };
}

/** Limits the length of the email: a feed of 100,000 people is summarised. */
const MAX_LINES = 200;

function section(title: string, byPolicy: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(byPolicy).flatMap(([policyID, emails]) => [
    `${title} on ${policyID}: ${emails.length}`,
    ...emails.slice(0, MAX_LINES).map((email) => `  ${email}`),
  ]);
}
