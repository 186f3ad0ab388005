/** The length of a text in UTF-8. Node counts without encoding; elsewhere the text is encoded and thrown away. */
export function byteLength(text: string): number {
  return typeof Buffer === 'undefined' ? encoder.encode(text).length : Buffer.byteLength(text);
}

/** Bytes as UTF-8, without a byte order mark; what is none becomes U+FFFD. Node's Buffer is faster on short texts. */
export function decodeUtf8(bytes: Uint8Array): string {
  const mayHaveMark = bytes[0] === 0xef;
  return mayHaveMark || typeof Buffer === 'undefined' || !Buffer.isBuffer(bytes) ? decoder.decode(bytes) : bytes.toString('utf8');
}

const encoder = new TextEncoder();
/** Making a decoder takes longer than decoding a short text with it. */
const decoder = new TextDecoder();
