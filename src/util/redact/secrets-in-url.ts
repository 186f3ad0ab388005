import { mayBeSecretParameter } from './secret-names.js';

/**
 * Every part of a URL that may be a secret, as written and decoded: user and password, and the values in the query and the
 * fragment. Also accepts a malformed URL, because a typo is not a reason to show its password.
 * @example secretsInURL('https://u:pw-of-u@feeds.example/?sig=abc') // ['pw-of-u', 'u:pw-of-u@', 'sig=abc', 'abc']
 */
export function secretsInURL(url: string): string[] {
  const { userinfo, port, pairs } = splitURL(url);
  const written = [...partsOfUserinfo(userinfo), ...partsOfPort(port), ...pairs.flatMap(partsOfPair)];
  return [...new Set(written.flatMap((part) => [part, decoded(part)]))].filter((part) => part !== '');
}

/** The parts of a URL that can be recognised. */
export interface SplitURL {
  readonly userinfo: string;
  /** The text after the host and a colon, if it is not a port: a password, if the host or the `@` was left out. */
  readonly port: string;
  /** `key=value` of path, query and fragment. */
  readonly pairs: readonly string[];
}

/** Parsed by hand, because a URL parser removes tabs, encodes quotes and refuses most malformed URLs. */
export function splitURL(url: string): SplitURL {
  // Any number of slashes of either kind: `http:me:pw@host` has none, and every browser accepts it.
  const rest = url.replace(SCHEME, '');
  const [authority = ''] = rest.split(/[/\\?#]/, 1);
  // An unencoded `/`, `?` or `#` in a password ends the host for URL parsers, and the result is not a valid host.
  const before = authority.includes('@') || hasHost(url) ? authority : rest;
  const question = rest.search(/[?#]/);
  const path = question === -1 ? rest : rest.slice(0, question);
  const pairs = question === -1 ? [] : rest.slice(question + 1).split(/[&;#?]/, MAX_PAIRS);
  const inPath = path.includes(';') ? path.split(/[;/]/, MAX_PAIRS).filter((part) => part.includes('=')) : [];
  const end = before.includes('@') ? before.lastIndexOf('@') : authority.search(LAST_ENCODED_AT);
  const userinfo = before.slice(0, Math.max(end, 0));
  return { userinfo, port: userinfo === '' ? (BEHIND_HOST.exec(authority)?.[1] ?? '') : '', pairs: [...pairs, ...inPath] };
}

/** If the `@` after the password is encoded, there is no user and password, but there is still a secret. */
const LAST_ENCODED_AT = /%(?:25){0,3}40(?!.*%(?:25){0,3}40)/i;
/** Not the colon of an IPv6 address. */
const BEHIND_HOST = /^[^:[\]]*:(?:\d{0,5}:)?(?!\d{0,5}$)(.+)$/;

function partsOfPort(port: string): string[] {
  return port === '' ? [] : [port];
}

const SCHEME = /^\s*(?:(?:https?|s?ftp):|[a-z][a-z0-9+.-]*:(?=[\\/]))?[\\/\s]*/i;
const MAX_PAIRS = 50;

function hasHost(url: string): boolean {
  return URL.canParse(url) && new URL(url).host !== '';
}

/** The user alone only if it may be a token. A short user name would blank out harmless text. */
function partsOfUserinfo(userinfo: string): string[] {
  if (userinfo === '') return [];
  const colon = userinfo.indexOf(':');
  const user = colon === -1 ? userinfo : userinfo.slice(0, colon);
  const password = colon === -1 ? '' : userinfo.slice(colon + 1);
  const mayBeToken = password === '' || user.length >= LIKE_A_TOKEN;
  // The whole finds parts that are too short to search for alone.
  return [password, ...(mayBeToken ? [user] : []), `${userinfo}@`];
}

/** With its key, every value is found in its place. Without it, only values that are not ordinary words are found. */
function partsOfPair(pair: string): string[] {
  const equals = pair.indexOf('=');
  if (equals === -1) return pair.length >= LONGER_THAN_WORDS ? [pair] : [];
  const value = pair.slice(equals + 1);
  const isSecret = value.length >= LONGER_THAN_WORDS || (value.length >= MIN_LENGTH && mayBeSecretParameter(pair.slice(0, equals)));
  return value === '' ? [] : [...(isSecret ? [value] : []), pair];
}

const LIKE_A_TOKEN = 8;
const LONGER_THAN_WORDS = 16;
const MIN_LENGTH = 4;

/** Decodes a value of a form or query. A value that is not encoded correctly stays unchanged. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    return part;
  }
}
