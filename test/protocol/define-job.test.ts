import { expect, test } from 'vitest';
import { runnableJobs } from '../../src/jobs/runnable-jobs.js';
import { definedJobs, KNOWN_JOBS } from '../../src/protocol/catalogue.js';
import { answerId, jobError, jobName } from '../../src/protocol/define-job.js';
import { didYouMean } from '../../src/protocol/did-you-mean.js';
import { EVIDENCE } from '../../src/protocol/evidence.js';
import { getPolicy } from '../../src/protocol/get-policy.js';
import { JobError } from '../../src/protocol/job-error.js';
import { wireAnswers, wireError } from '../../src/protocol/wire-answers.js';

test('every defined job is known by type and can be run', () => {
  for (const job of definedJobs) expect(KNOWN_JOBS[job.type]).toContain(job.subtype);
  expect(runnableJobs.map(({ definition }) => definition)).toEqual(definedJobs);
});

const answers = [
  ...definedJobs.flatMap((job) => Object.entries(job.answers).map(([name, answer]) => [answerId(job, name), answer] as const)),
  ...Object.entries(wireAnswers).map(([name, answer]) => [`wire/${name}`, answer] as const),
];

test.each(answers)('the answer %s says how it is known, and errors say something', (_id, answer) => {
  expect(EVIDENCE).toContain(answer.evidence);
  expect(answer.source).toMatch(/\w/);
  if (answer.responseCode !== 200) expect('responseMessage' in answer && answer.responseMessage).toMatch(/\w/);
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
  expect(error.given).toEqual({ id: 'get policy/policy-not-found', evidence: 'assumed', responseCode: 404 });
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
