import { expect, test } from 'vitest';
import { loadContracts } from '../../src/contract/load.js';
import type { Expectation } from '../../src/contract/schema.js';
import { advisories } from '../../src/emulator/advisories/table.js';
import { PRESETS } from '../../src/emulator/faults/presets.js';
import { definedJobs } from '../../src/jobs/catalogue.js';
import { allStatements } from '../../src/jobs/statements.js';
import { answerId } from '../../src/protocol/define-job.js';
import { scimAnswers } from '../../src/protocol/scim/answers.js';
import { wireAnswers } from '../../src/protocol/wire-answers.js';
import { advised, brokenRules, expectations } from '../support/contract-rules.js';

const interactions = (await loadContracts()).map(({ interaction }) => interaction);
const running = interactions.filter(({ skip }) => skip === undefined);

const codes: Readonly<Record<string, number>> = Object.fromEntries([
  ...Object.entries(wireAnswers).map(([name, { responseCode }]) => [`wire/${name}`, responseCode]),
  ...Object.entries(scimAnswers).map(([name, { responseCode }]) => [`scim/${name}`, responseCode]),
  ...definedJobs.flatMap((job) => Object.entries(job.answers).map(([name, { responseCode }]) => [answerId(job, name), responseCode])),
]);

const UNPROVOKED = new Set(['wire/internal-error', 'wire/not-implemented', 'scim/internal-error']);

test.each(allStatements())('$id is tested by an interaction', ({ id }) => {
  // No request is known on which the emulator fails, and no job is missing. Their interactions say so.
  const candidates = UNPROVOKED.has(id) ? interactions : running;
  expect(candidates.some(({ exercises }) => exercises.includes(id))).toBe(true);
});

test.each(Object.entries(codes).filter(([, code]) => code !== 200))('an interaction that tests %s expects its code %i', (id, code) => {
  const expected = interactions.filter(({ exercises }) => exercises.includes(id)).flatMap(expectations);
  expect(expected.map(responseCode)).toContain(code);
});

test('no interaction breaks a rule of the suite', () => {
  expect(Object.fromEntries(interactions.map((one) => [one.id, brokenRules(one)]).filter(([, broken]) => broken?.length !== 0))).toEqual(
    {},
  );
});

/**
 * They need an SFTP server, a full disk, and an emulator with a missing job, which the verifier does not have;
 * test/emulator/feeds/foreign-sftp.test.ts, test/server/storage/keep-state.test.ts and test/emulator/resolve-job.test.ts test them.
 */
const UNEXPECTED = new Set(['host-key-unchecked', 'state-not-saved', 'not-implemented']);

test.each(Object.keys(advisories).filter((code) => !UNEXPECTED.has(code)))('the advisory %s is expected by an interaction', (code) => {
  expect(running.flatMap(expectations).flatMap(advised)).toContain(code);
});

test.each(Object.keys(PRESETS))('the fault preset %s is used by an interaction', (preset) => {
  expect(running.flatMap(({ given }) => given?.faults ?? []).map((fault) => fault.preset)).toContain(preset);
});

/** Without an envelope, the HTTP status. */
function responseCode({ body, status }: Expectation): unknown {
  return typeof body === 'object' && body !== null && 'responseCode' in body ? body.responseCode : status;
}
