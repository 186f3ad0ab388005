import type { CardCall } from '../engine/card-call.js';
import { CardError } from '../engine/errors.js';
import type { Outputs } from '../engine/leave.js';
import { toText } from '../engine/values.js';
import { card } from './define-card.js';

/** Emails are kept in the result and never sent. */
export const MAIL = [
  card('@gmail.sendEmail2', 'Send Email', 'measured', (call) => send(call, 'Email')),
  card('@office365mail.sendEmail2', 'Send Email', 'measured', (call) => send(call, 'Fields')),
];

const MAX_MAILS = 1000;

function send(call: CardCall, group: string): Outputs {
  const { mail } = call.run;
  if (mail.length >= MAX_MAILS) throw new CardError(`The flow sent ${MAX_MAILS} emails, the maximum for one run.`);
  const to = addresses(call, `${group}/To`);
  if (to.length === 0) throw new CardError("An email needs a recipient (input 'To').");
  mail.push({
    from: call.card.title,
    to,
    cc: addresses(call, `${group}/CC`),
    bcc: addresses(call, `${group}/BCC`),
    subject: call.text(`${group}/Subject`),
    body: call.text(`${group}/Body`),
  });
  return { 'Email/Message ID': `message-${mail.length}` };
}

/** A list, or one text with commas. */
function addresses(call: CardCall, input: string): string[] {
  const value = call.get(input);
  const list = Array.isArray(value) ? value : toText(value, call.run.semantics).split(',');
  return list.map((address) => toText(address, call.run.semantics).trim()).filter((address) => address !== '');
}
