import { SCIM_PATH } from '../../protocol/scim/operations.js';
import { header, type WireRequest } from '../wire/message.js';

/** The token of `Authorization: Bearer TOKEN` or `Authorization: TOKEN`; "" if there is none. */
export function tokenOf(request: WireRequest): string {
  return (header(request, 'authorization') ?? '').replace(/^Bearer +/i, '').trim();
}

/** The URL of the endpoint as the client sees it, also through a tunnel; the path alone if the request names no valid host. */
export function requestBase(request: WireRequest): string {
  const host = header(request, 'host') ?? '';
  if (!/^[\w.:[\]-]{1,255}$/.test(host)) return SCIM_PATH;
  const scheme = header(request, 'x-forwarded-proto') === 'https' ? 'https' : 'http';
  return `${scheme}://${host}${SCIM_PATH}`;
}
