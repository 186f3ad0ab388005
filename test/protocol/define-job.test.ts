import { expect, test } from 'vitest';
import { definedJobs, KNOWN_JOBS } from '../../src/jobs/catalogue.js';
import { getPolicy } from '../../src/jobs/get-policy/definition.js';
import { runnableJobs } from '../../src/jobs/runnable-jobs.js';
import { allStatements } from '../../src/jobs/statements.js';
import { answerId, jobError, jobName } from '../../src/protocol/define-job.js';
import { type Answer, describeEvidence, EVIDENCE, toAnswered, weakestEvidence } from '../../src/protocol/evidence.js';
import { JobError } from '../../src/protocol/job-error.js';
import { wireAnswers, wireError } from '../../src/protocol/wire-answers.js';
import { didYouMean } from '../../src/util/did-you-mean.js';

test('every defined job has a known type and can run', () => {
  for (const { type, subtype } of definedJobs) {
    if (subtype === undefined) expect(KNOWN_JOBS[type]).toEqual([]);
    else expect(KNOWN_JOBS[type]).toContain(subtype);
  }
  expect(runnableJobs.map(({ definition }) => definition)).toEqual(definedJobs);
});

const answers = [
  ...definedJobs.flatMap((job) => Object.entries(job.answers).map(([name, answer]) => [answerId(job, name), answer] as const)),
  ...Object.entries(wireAnswers).map(([name, answer]) => [`wire/${name}`, answer] as const),
];

test.each(answers)('the answer %s has evidence, and errors have a message', (_id, answer) => {
  expect(EVIDENCE).toContain(answer.evidence);
  expect(answer.source).toMatch(/\w/);
  // 207 is a partial success, and a bare answer has no body.
  const isError = answer.responseCode !== 200 && answer.responseCode !== 207 && !('isBare' in answer);
  if (isError) expect('responseMessage' in answer && answer.responseMessage).toMatch(/\w/);
});

test.each(definedJobs.map((job) => [jobName(job), job] as const))('the rules of %s are sentences with evidence', (_name, job) => {
  for (const { statement, evidence, source } of Object.values(job.rules)) {
    expect(statement).toMatch(/\.$/);
    expect(EVIDENCE).toContain(evidence);
    expect(source).toMatch(/\w/);
  }
});

test('an error has its answer, the weaker evidence, and the values in its message', () => {
  const error = jobError(getPolicy, 'policy-not-found', { policyID: 'ABC' });
  expect(error).toBeInstanceOf(JobError);
  expect(error.message).toBe("Could not load policy 'ABC'");
  expect(error.answered).toEqual({
    id: 'get policy/policy-not-found',
    evidence: 'assumed',
    responseCode: 404,
    assumed: 'the wording (get policy/policy-not-found; the rest is documented)',
  });
});

const known = { responseCode: 410, source: 'x' } as const;

test.each<readonly [Answer, string | undefined]>([
  [{ ...known, evidence: 'documented', responseMessage: 'no' }, undefined],
  [{ ...known, evidence: 'recorded', except: { observed: 'a key' } }, undefined],
  [{ ...known, evidence: 'observed', except: { assumed: 'the wording' } }, 'the wording (x/y; the rest is observed)'],
  [{ ...known, evidence: 'assumed', responseMessage: 'no' }, 'the code and the wording (x/y)'],
  [{ ...known, evidence: 'assumed' }, 'the whole response (x/y)'],
  [{ ...known, evidence: 'assumed', isOwn: true }, undefined],
])('the assumed part of the answer %j is %s', (answer, expected) => {
  expect(toAnswered('x/y', answer).assumed).toBe(expected);
});

test.each<readonly [Parameters<typeof describeEvidence>[0], string, string]>([
  [{ evidence: 'documented' }, 'documented', 'documented'],
  [{ evidence: 'documented', except: { observed: 'a key' } }, 'observed', 'documented; observed: a key'],
  [{ evidence: 'recorded', except: { assumed: 'x', observed: 'y' } }, 'assumed', 'recorded; observed: y; assumed: x'],
  [{ evidence: 'observed', except: { recorded: 'x' } }, 'observed', 'observed; recorded: x'],
])('the weakest part of %j is %s', (evidence, weakest, described) => {
  expect([weakestEvidence(evidence), describeEvidence(evidence)]).toEqual([weakest, described]);
});

test('if only a part is assumed, the rest is named with its evidence', () => {
  for (const { evidence, except = {} } of allStatements()) {
    expect(Object.keys(except)).not.toContain(evidence);
    if (evidence === 'assumed') expect(except).toEqual({});
  }
});

test('no source says that a part is assumed or observed, because except says so', () => {
  expect(allStatements().filter(({ source }) => /\b(?:is|are) (?:assumed|observed)|assumed$/.test(source))).toEqual([]);
});

test('a value in a message is cut, inserted unchanged, and not searched for further holes', () => {
  expect(wireError('malformed-parameter', { key: 'x'.repeat(1000) }).message.length).toBeLessThan(300);
  expect(wireError('malformed-parameter', { key: '$& {key}' }).message).toBe("'$& {key}' parameter is missing or malformed");
});

test.each([
  ['employeMail', 'employeeEmail'],
  ['EMPLOYEEEMAIL', 'employeeEmail'],
  ['rol', 'role'],
  ['nothing like it', undefined],
  ['', undefined],
  ['employeeEmail'.repeat(10), undefined],
])('for %j, suggests %j', (word, expected) => {
  expect(didYouMean(word, ['employeeEmail', 'role', 'policyID'])).toBe(expected);
});

test('suggests nothing if no words are known', () => {
  expect(didYouMean('role', [])).toBeUndefined();
});
