import { scimError } from '../../protocol/scim/answers.js';
import { decodeUtf8 } from '../../runtime/bytes.js';
import { isObject } from '../../util/is-object.js';
import { findTooMuch } from '../../util/json-bounds.js';
import { jsonProblem } from '../../util/json-problem.js';
import { header, type WireRequest } from '../wire/message.js';

/** In bytes. A user or a PATCH takes less than a thousand. */
export const MAX_SCIM_BODY = 256 * 1024;

/** Okta's examples use text/json. */
const MEDIA_TYPES = ['application/scim+json', 'application/json', 'text/json', ''];

/** The JSON object of a request. Throws `body-too-large`, `unsupported-media-type` and `invalid-syntax`. */
export function readBody(request: WireRequest): Readonly<Record<string, unknown>> {
  const { body } = request;
  if (body.length > MAX_SCIM_BODY) throw scimError('body-too-large', { limit: String(MAX_SCIM_BODY) });
  const [type = ''] = (header(request, 'content-type') ?? '').split(';');
  if (!MEDIA_TYPES.includes(type.trim().toLowerCase())) throw scimError('unsupported-media-type', { type: type.trim().slice(0, 100) });
  const value = parse(decodeUtf8(body));
  if (!isObject(value)) throw scimError('invalid-syntax', { problem: 'it must be a JSON object' });
  return value;
}

function parse(text: string): unknown {
  const tooMuch = findTooMuch(text);
  if (tooMuch !== undefined) throw scimError('invalid-syntax', { problem: `it ${tooMuch.startsWith('nested') ? 'is' : 'has'} ${tooMuch}` });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw scimError('invalid-syntax', { problem: jsonProblem(error) });
  }
}

/** Attribute names are case-insensitive (RFC 7643, section 2.1). */
export function attributeOf(object: Readonly<Record<string, unknown>>, name: string): unknown {
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : object[key];
}

/** Whether a body names a schema. Every body must. */
export function hasSchema(body: Readonly<Record<string, unknown>>, schema: string): boolean {
  const schemas = attributeOf(body, 'schemas');
  return Array.isArray(schemas) && schemas.some((given) => typeof given === 'string' && given.toLowerCase() === schema.toLowerCase());
}
