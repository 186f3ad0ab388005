import { isObject } from '../util/is-object.js';
import { readJson } from '../util/read-json.js';
import { secretFields, secretsOf } from './read-job.js';
import { MAX_OPERATIONS } from './scim/patch.js';
import { attributeOf } from './scim/read-body.js';
import { tokenOf } from './scim/request.js';
import type { ScimTokens } from './scim/tokens.js';
import type { WireRequest } from './wire/message.js';

/** The secrets of a SCIM request, which the journal must not keep. */
export interface SecretsOfScim {
  readonly secrets: readonly string[];
  /** False if the body is not a JSON object: secrets in it can't be found. */
  readonly isReadable: boolean;
}

/**
 * The token, query parameters that look like a token (some clients send it there), and secrets in the body, such as a password.
 * A valid token is a secret anywhere in the request.
 */
export function secretsOfScim(request: WireRequest, bodyText: string, tokens: Pick<ScimTokens, 'within'>): SecretsOfScim {
  const [, query = ''] = request.url.split(/\?(.*)/s);
  const body = readJson(bodyText);
  const inBody = isObject(body) ? [...secretsOf(body), ...secretsInOperations(body)] : secretFields(fieldsOf(bodyText));
  const sent = tokenOf(request);
  const misplaced = [request.url, bodyText, sent].flatMap((text) => tokens.within(text));
  return {
    secrets: [sent, ...secretFields(fieldsOf(query)), ...inBody, ...misplaced],
    isReadable: bodyText === '' || isObject(body),
  };
}

/** `{ path: 'password', value: '…' }`: the secret's name is in `path`, not in its key. */
function secretsInOperations(body: Readonly<Record<string, unknown>>): string[] {
  const operations = attributeOf(body, 'Operations');
  if (!Array.isArray(operations)) return [];
  return operations.slice(0, MAX_OPERATIONS).flatMap((operation) => {
    const path = isObject(operation) ? attributeOf(operation, 'path') : undefined;
    return isObject(operation) && typeof path === 'string' ? secretsOf({ [path]: attributeOf(operation, 'value') }) : [];
  });
}

function fieldsOf(text: string): Map<string, string> {
  return new Map(new URLSearchParams(text.slice(0, MAX_FORM)));
}

const MAX_FORM = 24 * 1024;
