import { answerId, type JobDefinition } from '../protocol/define-job.js';
import type { Known } from '../protocol/evidence.js';
import { scimAnswers } from '../protocol/scim/answers.js';
import { scimRules } from '../protocol/scim/rules.js';
import { wireAnswers } from '../protocol/wire-answers.js';
import { wireRules } from '../protocol/wire-rules.js';
import { definedJobs } from './catalogue.js';

/** One response or behaviour of the emulator, with its evidence: a row of docs/reference/fidelity.md. */
export interface Statement extends Known {
  /** `job/answer`, `job#rule` or `job~skip-reason`; The job is `wire` for what applies to all jobs, and `scim` for SCIM deactivation. */
  readonly id: string;
  readonly subject: string;
  readonly kind: 'answer' | 'rule' | 'skip reason';
  readonly text: string;
}

/** Every statement about the protocol, starting with the wire and ending with SCIM. */
export function allStatements(): Statement[] {
  return [
    ...answers('wire', wireAnswers, (name) => `wire/${name}`),
    ...rules('wire', wireRules),
    ...definedJobs.flatMap((job) => [
      ...answers(job.name, job.answers, (name) => answerId(job, name)),
      ...rules(job.name, job.rules),
      ...skips(job),
    ]),
    ...answers('scim', scimAnswers, (name) => `scim/${name}`),
    ...rules('scim', scimRules),
  ];
}

function answers(subject: string, all: (typeof definedJobs)[number]['answers'], idOf: (name: string) => string): Statement[] {
  return Object.entries(all).map(([name, answer]) => {
    const { responseCode, responseMessage = 'success' } = answer;
    return { id: idOf(name), subject, kind: 'answer', text: `${responseCode} ${responseMessage}`, ...known(answer) };
  });
}

function rules(subject: string, all: (typeof definedJobs)[number]['rules']): Statement[] {
  return Object.entries(all).map(([name, rule]) => {
    return { id: `${subject}#${name}`, subject, kind: 'rule', text: rule.statement, ...known(rule) };
  });
}

function skips({ name: subject, skipReasons = {} }: JobDefinition): Statement[] {
  return Object.entries(skipReasons).map(([name, reason]) => {
    return { id: `${subject}~${name}`, subject, kind: 'skip reason', text: reason.statement, ...known(reason) };
  });
}

function known({ evidence, except, source, limit }: Known): Known {
  return { evidence, ...(except !== undefined && { except }), source, ...(limit !== undefined && { limit }) };
}
