import type { SentMail } from '../../../emulator/outbox/outbox.js';

/** An email as it is stored: its number is that of the row, and its request has a column. */
export function mailText(mail: SentMail): string {
  return JSON.stringify({ ...mail, id: 0, cause: undefined });
}
