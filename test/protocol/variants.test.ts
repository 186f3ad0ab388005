import { expect, test } from 'vitest';
import { definedJobs, JOB_NAMES } from '../../src/jobs/catalogue.js';
import { isNoVariant, jobMeant } from '../../src/protocol/variants.js';

const update = (inputSettings: unknown) => ({ type: 'update', inputSettings });

test.each<readonly [string, Record<string, unknown>, string | undefined]>([
  ['a fileType and no entity', update({ type: 'employees', fileType: 'csv' }), 'update employees (csv)'],
  ['any fileType', update({ type: 'employees', fileType: null }), 'update employees (csv)'],
  ['an entity', update({ type: 'employees', entity: 'generic' }), 'update employees'],
  ['an entity and a fileType', update({ type: 'employees', entity: 'generic', fileType: 'csv' }), 'update employees'],
  ['neither', update({ type: 'employees' }), 'update employees'],
  ['another subtype', update({ type: 'policy', fileType: 'csv' }), 'update policy'],
  ['no settings', update(null), undefined],
  ['an unknown subtype', update({ type: 'people' }), undefined],
])('selects the job for update employees with %s', (_what, job, name) => {
  expect(jobMeant(definedJobs, job)?.name).toBe(name);
});

test.each([
  [{ type: 'employees', entity: 'generic' }, true],
  [{ type: 'employees' }, false],
  [{ type: 'employees', entity: 'generic', fileType: 'csv' }, true],
  [{ type: 'employees', entity: 'other' }, false],
  [{ type: 'policy' }, true],
])('the settings %j certainly select no variant: %j', (settings, isIt) => {
  expect(isNoVariant(definedJobs, update(settings))).toBe(isIt);
});

test('in the names of all jobs, variants come after their job', () => {
  expect(JOB_NAMES.slice(JOB_NAMES.indexOf('update employees'))[1]).toBe('update employees (csv)');
  expect(new Set(JOB_NAMES).size).toBe(JOB_NAMES.length);
});
