/** One `@`, a dot in the domain, and no characters that need quotes. Whitespace is not trimmed, because a documented error quotes an address with its trailing space. */
export const EMAIL_ADDRESS = /^[^\s@<>()[\],;:\\"]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

/** The longest address that mail servers accept (RFC 5321). */
export const MAX_ADDRESS_LENGTH = 254;

export function isEmailAddress(text: string): boolean {
  return text.length <= MAX_ADDRESS_LENGTH && EMAIL_ADDRESS.test(text);
}
