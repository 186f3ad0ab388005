import { isObject } from '../util/is-object.js';
import { readJson } from '../util/read-json.js';
import { secretFields, secretsOf } from './read-job.js';
import { tokenOf } from './scim/request.js';
import type { WireRequest } from './wire/message.js';

/** The secrets of a SCIM request, which the journal must not keep. */
export interface SecretsOfScim {
  readonly secrets: readonly string[];
  /** False if the body is not a JSON object: secrets in it can't be found. */
  readonly isReadable: boolean;
}

/** The token, query parameters that look like one, as some clients send it there, and secrets in the body, such as a password. */
export function secretsOfScim(request: WireRequest, bodyText: string): SecretsOfScim {
  const [, query = ''] = request.url.split(/\?(.*)/s);
  const body = readJson(bodyText);
  const inBody = isObject(body) ? secretsOf(body) : [];
  return {
    secrets: [tokenOf(request), ...secretFields(new Map(new URLSearchParams(query))), ...inBody],
    isReadable: bodyText === '' || isObject(body),
  };
}
