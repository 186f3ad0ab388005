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

test('every defined job is known by type and can be run', () => {
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

test.each(answers)('the answer %s says how it is known, and errors say something', (_id, answer) => {
  expect(EVIDENCE).toContain(answer.evidence);
  expect(answer.source).toMatch(/\w/);
  const saysNothing = 'isBare' in answer || answer.responseCode < 300;
  if (!saysNothing) expect('responseMessage' in answer && answer.responseMessage).toMatch(/\w/);
});

test.each(definedJobs.map((job) => [jobName(job), job] as const))(
  'the rules of %s are sentences that say how they are known',
  (_name, job) => {
    for (const { statement, evidence, source } of Object.values(job.rules)) {
      expect(statement).toMatch(/\.$/);
      expect(EVIDENCE).toContain(evidence);
      expect(source).toMatch(/\w/);
    }
  },
);

test('an error carries its answer, the weaker evidence, and the values in its message', () => {
  const error = jobError(getPolicy, 'policy-not-found', { policyID: 'ABC' });
  expect(error).toBeInstanceOf(JobError);
  expect(error.message).toBe("Could not load policy 'ABC'");
  expect(error.answered).toEqual({
    id: 'get policy/policy-not-found',
    evidence: 'assumed',
    responseCode: 404,
    assumed: 'the wording of get policy/policy-not-found (the rest is documented)',
  });
});

const known = { responseCode: 410, source: 'x' } as const;

test.each<readonly [Answer, string | undefined]>([
  [{ ...known, evidence: 'documented', responseMessage: 'no' }, undefined],
  [{ ...known, evidence: 'recorded', except: { observed: 'a key' } }, undefined],
  [{ ...known, evidence: 'observed', except: { assumed: 'the wording' } }, 'the wording of x/y (the rest is observed)'],
  [{ ...known, evidence: 'assumed', responseMessage: 'no' }, 'the code and the wording of x/y'],
  [{ ...known, evidence: 'assumed' }, 'the whole response of x/y'],
  [{ ...known, evidence: 'assumed', isOwn: true }, undefined],
])('of the answer %j is assumed: %s', (answer, expected) => {
  expect(toAnswered('x/y', answer).assumed).toBe(expected);
});

test.each<readonly [Parameters<typeof describeEvidence>[0], string, string]>([
  [{ evidence: 'documented' }, 'documented', 'documented'],
  [{ evidence: 'documented', except: { observed: 'a key' } }, 'observed', 'documented; observed: a key'],
  [{ evidence: 'recorded', except: { assumed: 'x', observed: 'y' } }, 'assumed', 'recorded; observed: y; assumed: x'],
  [{ evidence: 'observed', except: { recorded: 'x' } }, 'observed', 'observed; recorded: x'],
])('of %j the weakest part is %s', (evidence, weakest, described) => {
  expect([weakestEvidence(evidence), describeEvidence(evidence)]).toEqual([weakest, described]);
});

test('what is assumed in part only is said to be known otherwise', () => {
  for (const { evidence, except = {} } of allStatements()) {
    expect(Object.keys(except)).not.toContain(evidence);
    if (evidence === 'assumed') expect(except).toEqual({});
  }
});

test('no source says of an answer or rule that a part of it is assumed or observed, as that stands in its own place', () => {
  expect(allStatements().filter(({ source }) => /\b(?:is|are) (?:assumed|observed)|assumed$/.test(source))).toEqual([]);
});

test('a value in a message is cut, put in as it stands, and read for no further holes', () => {
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
])('for %j one may have meant %j', (word, expected) => {
  expect(didYouMean(word, ['employeeEmail', 'role', 'policyID'])).toBe(expected);
});

test('nothing is meant where nothing is known', () => {
  expect(didYouMean('role', [])).toBeUndefined();
});
