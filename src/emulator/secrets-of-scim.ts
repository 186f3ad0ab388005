import { isObject } from '../util/is-object.js';
import { readJson } from '../util/read-json.js';
import { secretFields, secretsOf } from './read-job.js';
import { tokenOf } from './scim/request.js';
import type { WireRequest } from './wire/message.js';

/** What the journal must not keep of a request to SCIM. */
export interface SecretsOfScim {
  readonly secrets: readonly string[];
  /** False for a body that is no JSON object: its secrets may be in any disguise. */
  readonly isReadable: boolean;
}

/** The token, parameters that sound like one, as some clients send it there, and a password that a client wants to push. */
export function secretsOfScim(request: WireRequest, bodyText: string): SecretsOfScim {
  const [, query = ''] = request.url.split(/\?(.*)/s);
  const body = readJson(bodyText);
  const inBody = isObject(body) ? secretsOf(body) : [];
  return {
    secrets: [tokenOf(request), ...secretFields(new Map(new URLSearchParams(query))), ...inBody],
    isReadable: bodyText === '' || isObject(body),
  };
}
