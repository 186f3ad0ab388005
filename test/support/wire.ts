import { createAdvisoryList } from '../../src/emulator/advisories/advise.js';
import { type Decoded, decode } from '../../src/emulator/wire/decode.js';
import type { WireRequest } from '../../src/emulator/wire/message.js';
import { ENDPOINT_PATH } from '../../src/protocol/endpoint.js';

export const FORM = 'application/x-www-form-urlencoded';

export const toBytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A request to the endpoint, as the adapters pass it. */
export function wireRequest(
  body: string | Uint8Array,
  options: { readonly contentType?: string; readonly query?: string; readonly method?: string } = {},
): WireRequest {
  const { contentType = FORM, query = '', method = 'POST' } = options;
  return {
    method,
    url: ENDPOINT_PATH + query,
    headers: contentType === '' ? {} : { 'content-type': contentType },
    body: typeof body === 'string' ? toBytes(body) : body,
  };
}

/** The decoded request, and the codes of its advisories. */
export function decodeRequest(
  request: WireRequest,
): Decoded & { readonly codes: readonly string[]; readonly object: Record<string, string> } {
  const { advise, list } = createAdvisoryList();
  const decoded = decode(request, advise);
  return { ...decoded, codes: list.map(({ code }) => code), object: Object.fromEntries(decoded.fields) };
}

/** A multipart body of text parts, as most clients write it. */
export function multipart(boundary: string, parts: Readonly<Record<string, string>>, lineEnd = '\r\n'): string {
  const text = Object.entries(parts).map(
    ([name, value]) => `--${boundary}${lineEnd}Content-Disposition: form-data; name="${name}"${lineEnd}${lineEnd}${value}${lineEnd}`,
  );
  return `${text.join('')}--${boundary}--${lineEnd}`;
}
