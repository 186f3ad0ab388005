import { MAX_ADDRESS_LENGTH } from '../../protocol/email-address.js';

/** The maximum for one request. */
const MAX_RECIPIENTS = 100;
/** A text of a megabyte may contain a million commas. */
const MAX_NAMED = 1000;

/** A possible email address. The outbox stores it, and an SMTP server reads it as a line. */
const ADDRESS = /^[^\p{Cc}@]+@[^\p{Cc}]+$/u;

/**
 * The email addresses in comma-separated texts: at most 100, among the first 1,000 entries. Entries that are longer than an
 * email address or contain control characters are skipped.
 */
export function readRecipients(texts: Iterable<string>): string[] {
  const recipients: string[] = [];
  let left = MAX_NAMED;
  for (const text of texts) {
    // Splits off only as many entries as are checked, because each of a thousand texts may contain a thousand.
    const addresses = text.split(',', left);
    left -= addresses.length;
    recipients.push(...addresses.map((address) => address.trim()).filter(isAddress));
    if (left <= 0 || recipients.length >= MAX_RECIPIENTS) break;
  }
  return recipients.slice(0, MAX_RECIPIENTS);
}

const isAddress = (text: string): boolean => text.length <= MAX_ADDRESS_LENGTH && ADDRESS.test(text);
