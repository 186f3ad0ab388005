import { isScimURL } from '../protocol/scim/operations.js';
import { isObject } from '../util/is-object.js';
import type { Parts } from './parts.js';
import { domainKey } from './scim/rate-limit.js';
import { tokenOf } from './scim/request.js';
import type { Asker } from './storage/sharing.js';
import { decode } from './wire/decode.js';
import { readLenientJson } from './wire/lenient-json.js';
import type { WireRequest } from './wire/message.js';

/** Tells from its credentials whose request it is. They are not checked yet. */
export function createAskerOf({
  world,
  scim,
  rateLimit,
}: Pick<Parts, 'world' | 'scim' | 'rateLimit'>): (request: WireRequest) => Asker | undefined {
  const askerOfScim = (request: WireRequest): Asker | undefined => {
    const token = tokenOf(request);
    const place = token === '' ? undefined : scim.tokens.find(token);
    if (place === undefined) return undefined;
    const key = domainKey(place);
    const { rateLimit: limit } = scim;
    return {
      company: place.company.id,
      window: { key: `domain ${key}`, counted: () => limit.counted(key), recount: (counted) => limit.recount(key, counted) },
    };
  };
  const askerOfJob = (request: WireRequest): Asker | undefined => {
    const id = partnerUserIDIn(decode(request, () => {}).fields.get('requestJobDescription') ?? '');
    const company = id === undefined ? undefined : world.companyOfPair(id);
    if (id === undefined || company === undefined) return undefined;
    return {
      company: company.id,
      window: { key: `credentials ${id}`, counted: () => rateLimit.counted(id), recount: (counted) => rateLimit.recount(id, counted) },
    };
  };
  return (request) => (isScimURL(request.url) ? askerOfScim(request) : askerOfJob(request));
}

function partnerUserIDIn(job: string): string | undefined {
  const json = readLenientJson(job);
  const credentials = json.ok && isObject(json.value) ? Reflect.get(json.value, 'credentials') : undefined;
  const id = isObject(credentials) ? Reflect.get(credentials, 'partnerUserID') : undefined;
  return typeof id === 'string' ? id : undefined;
}
