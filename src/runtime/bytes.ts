/** The length of a text in UTF-8. Node counts without encoding; elsewhere the text is encoded and thrown away. */
export function byteLength(text: string): number {
  return typeof Buffer === 'undefined' ? encoder.encode(text).length : Buffer.byteLength(text);
}

/** Bytes as UTF-8, without a byte order mark; what is none becomes U+FFFD. Node's Buffer is faster on short texts. */
export function decodeUtf8(bytes: Uint8Array): string {
  const mayHaveMark = bytes[0] === 0xef;
  return mayHaveMark || typeof Buffer === 'undefined' || !Buffer.isBuffer(bytes) ? decoder.decode(bytes) : bytes.toString('utf8');
}

/** Node's Buffer is a hundred times faster; in a browser, chunks keep the arguments of `fromCharCode` few. */
export function toBase64(bytes: Uint8Array): string {
  if (typeof Buffer !== 'undefined') return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK) text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  return btoa(text);
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  if (typeof Buffer !== 'undefined') return Uint8Array.from(Buffer.from(text, 'base64'));
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}

const CHUNK = 8192;

const encoder = new TextEncoder();
/** Making a decoder takes longer than decoding a short text with it. */
const decoder = new TextDecoder();
