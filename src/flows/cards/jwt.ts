import { constants, createHmac, createPrivateKey, sign } from 'node:crypto';
import { messageOf } from '../../util/error-message.js';
import { isObject } from '../../util/is-object.js';
import { jsonOrText } from '../../util/read-json.js';
import type { CardCall } from '../engine/card-call.js';
import { CardError } from '../engine/errors.js';
import type { Outputs } from '../engine/leave.js';
import { card } from './define-card.js';

/** Cards for JSON Web Tokens. */
export const JWT = [
  card(
    'jwt.sign',
    'Sign',
    'documented',
    signToken,
    'notBefore is an epoch time, as the page says. Assumed: the default algorithm (HS256), the order of the claims, and an error for an unknown algorithm.',
  ),
];

/** The claims that options set. */
const CLAIMS = { audience: 'aud', issuer: 'iss', jwtid: 'jti', notBefore: 'nbf', subject: 'sub' } as const;

/**
 * Encodes and signs a token: the fields of the group `payload`, the options that are claims, `iat` unless noTimestamp is set,
 * and `exp`, expiresIn seconds later. Throws CardError for an unusable algorithm or key.
 * @example inputs { key: 'secret', 'payload/scope': 'read', 'options/expiresIn': 60 } → 'eyJ…'
 */
function signToken(call: CardCall): Outputs {
  const options = call.group('options');
  call.run.secrets.remember(call.text('key'));
  const text = (name: string): string => (options.has(name) ? call.text(`options/${name}`) : '');
  const algorithm = text('algorithm') || 'HS256';
  const header = { alg: algorithm, typ: 'JWT', ...headerOf(options.get('header')) };
  const signed = `${encoded(header)}.${encoded(claimsOf(call, options))}`;
  return call.single(`${signed}.${signatureOf(algorithm, signed, call.text('key'))}`);
}

function claimsOf(call: CardCall, options: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const isGiven = (name: string): boolean => (options.get(name) ?? '') !== '';
  const now = Math.floor(call.run.clock.now() / 1000);
  const hasTime = !(options.has('noTimestamp') && call.flag('options/noTimestamp'));
  return {
    ...(isObject(call.get('payload')) ? call.object('payload') : Object.fromEntries(call.group('payload'))),
    ...(hasTime && { iat: now }),
    ...Object.fromEntries(Object.entries(CLAIMS).flatMap(([name, claim]) => (isGiven(name) ? [[claim, options.get(name)]] : []))),
    ...(isGiven('expiresIn') && { exp: now + call.number('options/expiresIn') }),
  };
}

/** JSON text, according to the page. */
function headerOf(given: unknown): object {
  const header = typeof given === 'string' ? jsonOrText(given) : given;
  return isObject(header) ? header : {};
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const ALGORITHM = /^(HS|RS|PS|ES)(256|384|512)$/;

function signatureOf(algorithm: string, text: string, key: string): string {
  const [, kind, bits] = ALGORITHM.exec(algorithm) ?? [];
  if (kind === undefined) throw new CardError(`The algorithm '${algorithm}' is not supported; use HS, RS, PS or ES with 256, 384 or 512.`);
  if (key === '') throw new CardError("Signing a token needs a key. Fill in the input 'key'.");
  const hash = `sha${bits}`;
  if (kind === 'HS') return createHmac(hash, key).update(text).digest('base64url');
  try {
    const padding = kind === 'PS' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST } : {};
    const privateKey = { key: createPrivateKey(key), dsaEncoding: 'ieee-p1363' as const, ...padding };
    return sign(hash, Buffer.from(text), privateKey).toString('base64url');
  } catch (error) {
    throw new CardError(`This key can't sign with ${algorithm}: ${messageOf(error)} (input 'key').`);
  }
}
