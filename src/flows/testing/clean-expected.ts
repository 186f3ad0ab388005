import { isObject } from '../../util/is-object.js';
import { REDACTED } from '../../util/redact/redact.js';
import { isSecretName } from '../../util/redact/secret-names.js';
import type { Expectations } from './cases-schema.js';
import type { Expected } from './compare-case.js';
import { isMatcher, patternOf, WORDS } from './matcher-syntax.js';

type Redact = (text: string) => Promise<string>;

/**
 * Expectations without the secrets of the run. Results show `[redacted]` instead, so expectations must too; matchers stay
 * unchanged.
 */
export async function cleanExpected(expect: Expectations, redact: Redact): Promise<Expected> {
  const clean = (value: unknown): Promise<unknown> => cleanValue(value, redact);
  const cleanEach = async (values: Readonly<Record<string, unknown>> = {}): Promise<Record<string, unknown>> =>
    Object.fromEntries(await Promise.all(Object.entries(values).map(async ([name, value]) => [name, await clean(value)] as const)));
  const { status, cards, error, tables, members, message, output, requests, emails, advisories, skipped } = expect;
  return {
    status,
    cards,
    error: error && (await cleanEach(error)),
    tables: await cleanEach(tables),
    members: await cleanEach(members),
    message: await clean(message),
    output: await clean(output),
    requests: await clean(requests),
    emails: await clean(emails),
    advisories: await clean(advisories),
    skipped: await clean(skipped),
  };
}

async function cleanValue(value: unknown, redact: Redact, isSecret = false): Promise<unknown> {
  if (typeof value === 'string') return cleanText(value, redact, isSecret);
  if (typeof value === 'number' && isSecret) return REDACTED;
  if (Array.isArray(value)) return Promise.all(value.map((item) => cleanValue(item, redact, isSecret)));
  if (!isObject(value)) return value;
  const isOfMatcher = isMatcher(value);
  const entries = Object.entries(value).map(async ([key, held]): Promise<[string, unknown]> => {
    if (key === '$length' && isOfMatcher) return [key, held];
    // `$equals` compares text literally, even text that looks like a matcher.
    if (key === '$equals' && typeof held === 'string') return [key, isSecret ? REDACTED : await redact(held)];
    return [await redact(key), await cleanValue(held, redact, isSecret || isSecretName(key))];
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function cleanText(text: string, redact: Redact, isSecret: boolean): Promise<string> {
  if (WORDS.some((word) => word === text) || patternOf(text) !== undefined || text === '') return text;
  return isSecret ? REDACTED : redact(text);
}
