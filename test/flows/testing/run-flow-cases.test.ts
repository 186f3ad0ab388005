import { expect, test } from 'vitest';
import { assertFlowCase, buildFlow, caseText } from '../../../src/flows/index.js';
import { createEmulator } from '../../../src/index.js';
import { provisionFlow } from '../fixtures/provision.js';
import { casesOf, provisionCase, run, shownOf } from '../support/cases.js';

const UNENCODED = { flow: provisionFlow({ isUnencoded: true }) };
const PROVISION = 'flow: flow.flow\nusers: users.json\nset: { Settings.Sales policy: A1B2C3D4E5F60001 }\n';
const NINA = 'input: { User ID: 00uNina }';

test('--fail-on advisories fails a case with an advisory that it does not expect', async () => {
  const text = `${PROVISION}cases: [{ name: a, ${NINA} }]`;
  expect((await run(casesOf(text, UNENCODED))).passed).toBe(true);
  expect(await shownOf(casesOf(text, UNENCODED), ['advisories'])).toMatch(
    /^ {2}✗ a\n {6}advisories {2}— request of 'Update employees'\n {8}[a-z-]+: \S/,
  );
});

test('an advisory that a case expects does not fail it', async () => {
  const text = `${PROVISION}cases: [{ name: a, ${NINA}, expect: { advisories: $any } }]`;
  expect((await run(casesOf(text, UNENCODED), ['advisories'])).passed).toBe(true);
});

const UNCHECKED = { flow: provisionFlow({ isUnchecked: true }) };
const UNKNOWN_POLICY = `${PROVISION}cases: [{ name: a, ${NINA}, set: { Settings.Sales policy: FFFFFFFFFFFFFFFF }`;

test('--fail-on skipped fails a flow that ignores a skipped employee', async () => {
  expect((await run(casesOf(`${UNKNOWN_POLICY} }]`, UNCHECKED))).passed).toBe(true);
  expect(await shownOf(casesOf(`${UNKNOWN_POLICY} }]`, UNCHECKED), ['skipped'])).toContain(
    "skipped  — request of 'Update employees'\n        nina.newcomer@acme.example was skipped: ",
  );
});

test('a skipped employee that a case expects does not fail it', async () => {
  expect((await run(casesOf(`${UNKNOWN_POLICY}, expect: { skipped: 1 } }]`, UNCHECKED), ['skipped'])).passed).toBe(true);
});

const tell = buildFlow('Tell', (cards) => {
  const start = cards.helperFlow({ Channel: 'string' });
  cards.card('@slack.sendMessageToChannel2', 'Send Message', { 'Channel/Name': start.out('Channel') }, { 'Message/Timestamp': 'string' });
});
const STUB = '{ card: Send Message, outputs: { Message/Timestamp: "1" } }';

test('--fail-on unused fails a case with a stub that no card used', async () => {
  const other = '{ card: Send Message, when: { Channel/Name: b }, outputs: { Message/Timestamp: "2" } }';
  const cases = casesOf(`flow: flow.flow\ncases: [{ name: a, input: { Channel: a }, stubs: [${other}, ${STUB}] }]`, { flow: tell });
  expect((await run(cases)).passed).toBe(true);
  expect(await shownOf(cases, ['unused'])).toContain("stubs[0]\n        No card used stubs[0] ('Send Message').");
});

test('--fail-on unused fails the run for a stub of the file that no case used', async () => {
  const other = '{ card: Send Message, when: { Channel/Name: b }, outputs: { Message/Timestamp: "2" } }';
  const text = (stubs: string) =>
    `flow: flow.flow\nstubs: [${stubs}]\ncases: [{ name: a, input: { Channel: a } }, { name: c, input: { Channel: c } }]`;
  expect(await run(casesOf(text(STUB), { flow: tell }), ['unused'])).toMatchObject({ passed: true, unusedStubs: [] });
  const report = await run(casesOf(text(`${other}, ${STUB}`), { flow: tell }), ['unused']);
  expect(report).toMatchObject({ passed: false, unusedStubs: [expect.stringContaining("cases.yaml: stubs[0] ('Send Message')")] });
  expect(report.cases.every(({ passed }) => passed)).toBe(true);
});

test('a connector without a stub fails even a case that expects an error, and the stub to paste is shown', async () => {
  const shown = await shownOf(
    casesOf('flow: flow.flow\ncases: [{ name: a, input: { Channel: a }, expect: { status: error } }]', { flow: tell }),
  );
  expect(shown).toMatch(/^ {2}✗ a\n {6}'Send Message' \(/);
  expect(shown).toContain('Message/Timestamp: ""');
});

test('--fail-on advisories ignores faults of the case and expected skipped employees', async () => {
  const rateLimited = `${PROVISION}cases: [{ name: a, ${NINA}, faults: [{ preset: rate-limited }], expect: { status: error } }]`;
  expect(await shownOf(casesOf(rateLimited), ['advisories'])).toBe('  ✓ a');
  const shown = await shownOf(casesOf(`${UNKNOWN_POLICY}, expect: { skipped: 1 } }]`, UNCHECKED), ['advisories']);
  expect(shown).not.toContain('skipped-records');
});

test('the same cases give the same report', async () => {
  const report = async () => JSON.stringify(await run(provisionCase('output: { Policy ID: x }'))).replace(/flow-cases-\w+/g, '');
  expect(await report()).toBe(await report());
});

test('assertFlowCase throws the text that the terminal shows', async () => {
  const [flowCase] = provisionCase('status: error');
  if (flowCase === undefined) throw new Error('there is a case');
  const { cases } = await run([flowCase]);
  const shown = cases.map(caseText).join('').trim();
  await expect(assertFlowCase(flowCase, { createEmulator })).rejects.toThrow(shown);
});

test('assertFlowCase resolves for a case that passes', async () => {
  const [flowCase] = provisionCase('status: finished');
  if (flowCase === undefined) throw new Error('there is a case');
  await expect(assertFlowCase(flowCase, { createEmulator })).resolves.toBeUndefined();
});
