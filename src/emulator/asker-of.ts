import { isScimURL } from '../protocol/scim/operations.js';
import { isObject } from '../util/is-object.js';
import type { Parts } from './parts.js';
import { tokenOf } from './scim/request.js';
import type { Asker } from './storage/sharing.js';
import { decode } from './wire/decode.js';
import { readLenientJson } from './wire/lenient-json.js';
import type { WireRequest } from './wire/message.js';

/** Tells from its credentials whose request it is. They are not checked yet. */
export function createAskerOf({ world, scim }: Pick<Parts, 'world' | 'scim'>): (request: WireRequest) => Asker | undefined {
  const askerOfScim = (request: WireRequest): Asker | undefined => {
    const token = tokenOf(request);
    const place = token === '' ? undefined : scim.tokens.find(token);
    return place && { company: place.company.id };
  };
  const askerOfJob = (request: WireRequest): Asker | undefined => {
    const partnerUserID = partnerUserIDIn(decode(request, () => {}).fields.get('requestJobDescription') ?? '');
    const company = partnerUserID === undefined ? undefined : world.companyOfPair(partnerUserID);
    return company && { company: company.id, partnerUserID };
  };
  return (request) => (isScimURL(request.url) ? askerOfScim(request) : askerOfJob(request));
}

function partnerUserIDIn(job: string): string | undefined {
  const json = readLenientJson(job);
  const credentials = json.ok && isObject(json.value) ? Reflect.get(json.value, 'credentials') : undefined;
  const id = isObject(credentials) ? Reflect.get(credentials, 'partnerUserID') : undefined;
  return typeof id === 'string' ? id : undefined;
}
