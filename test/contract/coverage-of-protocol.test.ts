import { expect, test } from 'vitest';
import { loadContracts } from '../../src/contract/load.js';
import type { Expectation, Interaction } from '../../src/contract/schema.js';
import { advisories } from '../../src/emulator/advisories/table.js';
import { PRESETS } from '../../src/emulator/faults/presets.js';
import { definedJobs } from '../../src/jobs/catalogue.js';
import { allStatements } from '../../src/jobs/statements.js';
import { answerId } from '../../src/protocol/define-job.js';
import { wireAnswers } from '../../src/protocol/wire-answers.js';

const interactions = (await loadContracts()).map(({ interaction }) => interaction);
const running = interactions.filter(({ skip }) => skip === undefined);

const codes: Readonly<Record<string, number>> = Object.fromEntries([
  ...Object.entries(wireAnswers).map(([name, { responseCode }]) => [`wire/${name}`, responseCode]),
  ...definedJobs.flatMap((job) => Object.entries(job.answers).map(([name, { responseCode }]) => [answerId(job, name), responseCode])),
]);

test.each(allStatements())('$id is shown by an interaction', ({ id }) => {
  // Nobody knows a request on which the emulator fails; its interaction says so.
  const candidates = id === 'wire/internal-error' ? interactions : running;
  expect(candidates.some(({ exercises }) => exercises.includes(id))).toBe(true);
});

test.each(Object.entries(codes).filter(([, code]) => code !== 200))('an interaction that shows %s expects its code %i', (id, code) => {
  const expected = interactions.filter(({ exercises }) => exercises.includes(id)).flatMap(expectations);
  expect(expected.map(responseCode)).toContain(code);
});

test('whatever an interaction exercises is a statement of the protocol', () => {
  const known = new Set(allStatements().map(({ id }) => id));
  expect(interactions.flatMap(({ exercises }) => exercises).filter((id) => !known.has(id))).toEqual([]);
});

/**
 * They need an SFTP server and a full disk, which the verifier does not have; test/emulator/feeds/foreign-sftp.test.ts and
 * test/server/storage/keep-state.test.ts expect them.
 */
const UNEXPECTED = new Set(['host-key-unchecked', 'state-not-saved']);

test.each(Object.keys(advisories).filter((code) => !UNEXPECTED.has(code)))('the advisory %s is expected by an interaction', (code) => {
  expect(running.flatMap(expectations).flatMap(advised)).toContain(code);
});

test('no interaction expects an advisory that does not exist', () => {
  const named = interactions.flatMap(expectations).flatMap((then) => [...advised(then), ...then.noAdvisories]);
  expect(named.filter((code) => !Object.hasOwn(advisories, code))).toEqual([]);
});

test.each(Object.keys(PRESETS))('the fault preset %s is armed by an interaction', (preset) => {
  expect(running.flatMap(({ given }) => given?.faults ?? []).map((fault) => fault.preset)).toContain(preset);
});

test('what depends on a state of the emulator is not for the live service', () => {
  const wrong = interactions.filter(({ given, targets }) => given !== undefined && targets.includes('live'));
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test('interactions for the live service name nothing of the demo company', () => {
  const live = interactions.filter(({ targets }) => targets.includes('live'));
  const text = /\{\{(?:owner|secondPolicyID|foreignPolicyID|domain|feedUrl)\}\}|E1\d\d\b|(?:owner|max\.manager|dana\.director)@acme/;
  expect(live.filter((interaction) => text.test(JSON.stringify(interaction))).map(({ id }) => id)).toEqual([]);
});

test('an interaction for the live service expects advisories as codes, which only the emulator is asked for', () => {
  const live = interactions.filter(({ targets }) => targets.includes('live'));
  const exact = live.filter((interaction) =>
    expectations(interaction).some(({ headers }) => typeof headers['x-emulator-advisory'] === 'string'),
  );
  expect(exact.map(({ id }) => id)).toEqual([]);
});

function expectations({ before, then, after }: Interaction): Expectation[] {
  return [then, ...[...before, ...after].flatMap((step) => step.then ?? [])];
}

function advised({ advisories: listed, headers }: Expectation): string[] {
  const header = headers['x-emulator-advisory'];
  return [...listed, ...(typeof header === 'string' ? header.split(', ') : [])];
}

function responseCode({ body }: Expectation): unknown {
  return typeof body === 'object' && body !== null && 'responseCode' in body ? body.responseCode : undefined;
}
