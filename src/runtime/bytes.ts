/** The length of a text in UTF-8. Node counts without encoding; elsewhere the text is encoded and the bytes are discarded. */
export function byteLength(text: string): number {
  return typeof Buffer === 'undefined' ? encoder.encode(text).length : Buffer.byteLength(text);
}

/** Decodes UTF-8 without its byte order mark. Invalid bytes become U+FFFD. Node's Buffer is faster for short texts. */
export function decodeUtf8(bytes: Uint8Array): string {
  const mayHaveMark = bytes[0] === 0xef;
  if (mayHaveMark || typeof Buffer === 'undefined') return decoder.decode(bytes);
  return (Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).toString('utf8');
}

/** Encodes UTF-8; half a surrogate pair becomes U+FFFD. Node's Buffer is faster for short texts. */
export function encodeUtf8(text: string): Uint8Array {
  return typeof Buffer === 'undefined' ? encoder.encode(text) : Buffer.from(text);
}

/** Node's Buffer is a hundred times faster. In a browser, chunks keep the number of arguments of `fromCharCode` small. */
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
/** Creating a decoder takes longer than decoding a short text with it. */
const decoder = new TextDecoder();
