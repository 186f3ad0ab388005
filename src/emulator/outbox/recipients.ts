import { MAX_ADDRESS_LENGTH } from '../../protocol/email-address.js';

/** Of one request. */
const MAX_RECIPIENTS = 100;
/** A text of a megabyte may hold a million commas. */
const MAX_NAMED = 1000;

/** What may be an address: the outbox keeps it, and a mail server reads it as a line. */
const ADDRESS = /^[^\p{Cc}@]+@[^\p{Cc}]+$/u;

/**
 * The addresses in texts of addresses with commas: at most 100, among the first 1,000 that are named. What is longer than an
 * address, or holds control characters, is none.
 */
export function readRecipients(texts: Iterable<string>): string[] {
  const recipients: string[] = [];
  let left = MAX_NAMED;
  for (const text of texts) {
    // No more than is looked at is split off: each of a thousand texts may name a thousand.
    const addresses = text.split(',', left);
    left -= addresses.length;
    recipients.push(...addresses.map((address) => address.trim()).filter(isAddress));
    if (left <= 0 || recipients.length >= MAX_RECIPIENTS) break;
  }
  return recipients.slice(0, MAX_RECIPIENTS);
}

const isAddress = (text: string): boolean => text.length <= MAX_ADDRESS_LENGTH && ADDRESS.test(text);
