import { ADVISORY_HEADER } from './live.js';
import { readMarkedJson } from './marked-json.js';
import { match } from './match.js';
import type { Expectation } from './schema.js';

/** A received response. Undefined if the connection was cut. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The problems of a response, one sentence each. Advisories are not checked for a live service. */
export function checkAnswer(expected: Expectation, received: Received | undefined, isLive: boolean): string[] {
  if (received === undefined) return expected.isReset ? [] : ['the connection was cut'];
  if (expected.isReset) return [`expected a cut connection, got HTTP ${received.status}`];
  const body = readMarkedJson(received.text);
  return [
    ...(received.status === expected.status
      ? []
      : [`expected HTTP ${expected.status}, got ${received.status}: ${received.text.slice(0, 200)}`]),
    ...checkHeaders(expected, received.headers, isLive),
    ...(expected.text === undefined ? [] : mismatches(expected.text, received.text, 'text')),
    ...(expected.body === undefined ? [] : mismatches(expected.body, body, 'body')),
    ...checkKeys(expected.keys, body),
    ...(isLive ? [] : checkAdvisories(expected, received.headers.get(ADVISORY_HEADER))),
  ];
}

function checkHeaders({ contentType, headers }: Expectation, received: Headers, isLive: boolean): string[] {
  const all = { ...headers, ...(contentType !== undefined && { 'content-type': contentType }) };
  // An emulator in the role of a live service is checked like one.
  const asked = Object.entries(all).filter(([name]) => !isLive || name !== ADVISORY_HEADER);
  return asked.flatMap(([name, expected]) => mismatches(expected, received.get(name), `header ${name}`));
}

function checkKeys(expected: readonly string[] | undefined, body: unknown): string[] {
  if (expected === undefined) return [];
  const keys = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  return keys.join() === expected.join() ? [] : [`expected the keys ${expected.join(', ')} in this order, got ${keys.join(', ')}`];
}

/** Only for emulators. The live service does not send this header. */
function checkAdvisories({ advisories, noAdvisories }: Expectation, header: string | null): string[] {
  const codes = header === null ? [] : header.split(', ');
  return [
    ...advisories.filter((code) => !codes.includes(code)).map((code) => `expected the advisory ${code}, got ${codes.join(', ') || 'none'}`),
    ...noAdvisories.filter((code) => codes.includes(code)).map((code) => `did not expect the advisory ${code}`),
  ];
}

function mismatches(expected: unknown, actual: unknown, what: string): string[] {
  return match(expected, actual, what).map(({ path, problem }) => `${path} ${problem}`);
}
