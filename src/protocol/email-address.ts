/** One `@`, a dot in the domain, and nothing that only stands in quotes. Whitespace is not trimmed: a documented error quotes an address with its trailing space. */
export const EMAIL_ADDRESS = /^[^\s@<>()[\],;:\\"]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

/** The longest address that mail servers take (RFC 5321). */
export const MAX_ADDRESS_LENGTH = 254;

export function isEmailAddress(text: string): boolean {
  return text.length <= MAX_ADDRESS_LENGTH && EMAIL_ADDRESS.test(text);
}
