import { excerpts } from '../../util/excerpts.js';
import type { CaseFailure } from './case-report.js';
import { isDifference, type Mismatch } from './compare-case.js';
import type { Seen } from './seen.js';

/** Maximum length of a shown value; two long texts are cut around their first difference. */
const MAX_LENGTH = 240;

/** A mismatch for people, without the secrets of the run. */
export async function showMismatch(mismatch: Mismatch, seen: Seen, redact: (text: string) => Promise<string>): Promise<CaseFailure> {
  const path = await redact(mismatch.path);
  if (!isDifference(mismatch)) return { path, message: await redact(mismatch.message) };
  const { expected, actual, note } = mismatch;
  const [left, right] = excerpts(await redact(json(expected)), await redact(json(actual)), MAX_LENGTH);
  const from = originOf(mismatch.path, seen);
  return {
    path,
    expected: left,
    seen: right,
    ...(note !== undefined && { message: await redact(note) }),
    ...(from !== undefined && { from }),
  };
}

function json(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'nothing';
  } catch {
    return 'a value that is nested too deeply to show';
  }
}

/** The request or email that a path refers to, and the card it came from. */
function originOf(path: string, { requests, emails }: Seen): string | undefined {
  const [, list, index] = /^(requests|emails)\[(\d+)\]/.exec(path) ?? [];
  if (list === 'emails') return `email from '${emails[Number(index)]?.from ?? ''}'`;
  const request = list === undefined ? undefined : requests[Number(index)];
  return request && `request of '${request.card}' (${request.method} ${request.host}${request.path})`;
}
