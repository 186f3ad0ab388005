import { definedJobs } from '../jobs/catalogue.js';
import { answerId } from '../protocol/define-job.js';
import { type Answer, EVIDENCE } from '../protocol/evidence.js';
import { jobMeant } from '../protocol/variants.js';
import { wireAnswers } from '../protocol/wire-answers.js';
import { escapePattern } from '../util/escape-pattern.js';
import { isObject } from '../util/is-object.js';

/** The rule for a response that is not in the protocol: at least its envelope is. */
export const ENVELOPE = 'wire#http-200';

/**
 * Finds the protocol's answer for a received body, by its code, and by its wording if several answers have that code. If several
 * have the same wording, the one with the strongest evidence is used.
 * @example answerOf({ type: 'get', inputSettings: { type: 'policyList' } }, { policyList: [], responseCode: 200 }) // 'get policyList/listed'
 */
export function answerOf(job: Readonly<Record<string, unknown>>, body: unknown): string {
  if (!isObject(body)) return ENVELOPE;
  const own = jobMeant(definedJobs, job);
  const all: [id: string, answer: Answer][] = [
    ...(own === undefined ? [] : Object.entries(own.answers).map(([name, answer]): [string, Answer] => [answerId(own, name), answer])),
    ...Object.entries(wireAnswers).map(([name, answer]): [string, Answer] => [`wire/${name}`, answer]),
  ];
  const sameCode = all.filter(([, { responseCode }]) => responseCode === body.responseCode);
  const dry = sameCode.find(([id]) => body['dry-run'] === true && id.endsWith('/dry-run'));
  const [sameWords] = sameCode
    .filter(([, { responseMessage }]) => isWordedAs(body.responseMessage, responseMessage))
    .sort(([, one], [, other]) => EVIDENCE.indexOf(one.evidence) - EVIDENCE.indexOf(other.evidence));
  return (dry ?? sameWords ?? sameCode[0])?.[0] ?? ENVELOPE;
}

function isWordedAs(message: unknown, template: string | undefined): boolean {
  if (template === undefined || typeof message !== 'string') return template === message;
  const pattern = template
    .split(/\{\w+\}/)
    .map(escapePattern)
    .join('[^]*');
  return new RegExp(`^${pattern}$`).test(message);
}
