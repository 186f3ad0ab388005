import { mayBeSecretParameter } from './secret-names.js';

/**
 * Every part of a URL that may be a secret, as it is written and decoded: user and password, and what the query and the
 * fragment carry. Takes what is meant for a URL too, as a slip in one is no reason to show its password.
 * @example secretsInURL('https://u:pw-of-u@feeds.example/?sig=abc') // ['pw-of-u', 'u:pw-of-u@', 'sig=abc', 'abc']
 */
export function secretsInURL(url: string): string[] {
  const { userinfo, port, pairs } = splitURL(url);
  const written = [...partsOfUserinfo(userinfo), ...partsOfPort(port), ...pairs.flatMap(partsOfPair)];
  return [...new Set(written.flatMap((part) => [part, decoded(part)]))].filter((part) => part !== '');
}

/** A URL, taken apart as far as it can be. */
export interface SplitURL {
  readonly userinfo: string;
  /** What stands behind the host and a colon, if it is no port: a password of somebody who left out the host, or the `@`. */
  readonly port: string;
  /** `key=value` of path, query and fragment. */
  readonly pairs: readonly string[];
}

/** By hand, as a parser takes out tabs, encodes quotes, and refuses most of what people write by mistake. */
export function splitURL(url: string): SplitURL {
  // However many slashes, and of whichever kind: `http:me:pw@host` has none, and is read by every browser.
  const rest = url.replace(SCHEME, '');
  const [authority = ''] = rest.split(/[/\\?#]/, 1);
  // An unencoded `/`, `?` or `#` in a password ends the host of whoever reads the URL, and then it is none.
  const before = authority.includes('@') || hasHost(url) ? authority : rest;
  const question = rest.search(/[?#]/);
  const path = question === -1 ? rest : rest.slice(0, question);
  const pairs = question === -1 ? [] : rest.slice(question + 1).split(/[&;#?]/, MAX_PAIRS);
  const inPath = path.includes(';') ? path.split(/[;/]/, MAX_PAIRS).filter((part) => part.includes('=')) : [];
  const end = before.includes('@') ? before.lastIndexOf('@') : authority.search(LAST_ENCODED_AT);
  const userinfo = before.slice(0, Math.max(end, 0));
  return { userinfo, port: userinfo === '' ? (BEHIND_HOST.exec(authority)?.[1] ?? '') : '', pairs: [...pairs, ...inPath] };
}

/** Who encodes the `@` that ends the pair has no pair, but still a password. */
const LAST_ENCODED_AT = /%(?:25){0,3}40(?!.*%(?:25){0,3}40)/i;
/** Not of an IPv6 address. */
const BEHIND_HOST = /^[^:[\]]*:(?:\d{0,5}:)?(?!\d{0,5}$)(.+)$/;

function partsOfPort(port: string): string[] {
  return port === '' ? [] : [port];
}

const SCHEME = /^\s*(?:(?:https?|s?ftp):|[a-z][a-z0-9+.-]*:(?=[\\/]))?[\\/\s]*/i;
const MAX_PAIRS = 50;

function hasHost(url: string): boolean {
  return URL.canParse(url) && new URL(url).host !== '';
}

/** The user alone where it may be a token: as a short name beside a password it would blank out innocent text. */
function partsOfUserinfo(userinfo: string): string[] {
  if (userinfo === '') return [];
  const colon = userinfo.indexOf(':');
  const user = colon === -1 ? userinfo : userinfo.slice(0, colon);
  const password = colon === -1 ? '' : userinfo.slice(colon + 1);
  const mayBeToken = password === '' || user.length >= LIKE_A_TOKEN;
  // The whole finds what is too short to be looked for alone.
  return [password, ...(mayBeToken ? [user] : []), `${userinfo}@`];
}

/** With its key every value is found where it stands; without it only what can be no word of the rest. */
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

/** A value of a form or query without its encoding, or as it is when it is not encoded correctly. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    return part;
  }
}
