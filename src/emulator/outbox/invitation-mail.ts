import type { Mail } from './outbox.js';

/** The invitation for a new member. The real wording is unknown. */
export function invitationMail(company: string, policyName: string, to: string): Mail {
  return {
    kind: 'invitation',
    company,
    to: [to],
    subject: `You have been invited to ${policyName}`,
    text: `You have been invited to the policy "${policyName}" on Expensify.\nSign in with ${to} to submit your expenses.\n`,
  };
}
