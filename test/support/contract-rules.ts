import type { Expectation, Interaction } from '../../src/contract/schema.js';
import { advisories } from '../../src/emulator/advisories/table.js';
import { allStatements } from '../../src/jobs/statements.js';

/** Every answer an interaction expects, whichever step it belongs to. */
export function expectations({ before, then, after }: Interaction): Expectation[] {
  return [then, ...[...before, ...after].flatMap((step) => step.then ?? [])];
}

/** The advisories an answer is expected to carry, however they are named. */
export function advised({ advisories: listed, headers }: Expectation): string[] {
  const header = headers['x-emulator-advisory'];
  return [...listed, ...(typeof header === 'string' ? header.split(', ') : [])];
}

const OF_THE_DEMO_COMPANY =
  /\{\{(?:owner|secondPolicyID|foreignPolicyID|domain|feedUrl)\}\}|E1\d\d\b|(?:owner|max\.manager|dana\.director)@acme/;

/** What keeps an interaction out of the suite, a sentence each. */
export function brokenRules(interaction: Interaction): string[] {
  const { exercises, given, targets } = interaction;
  const known = new Set(allStatements().map(({ id }) => id));
  const named = expectations(interaction).flatMap((then) => [...advised(then), ...then.noAdvisories]);
  const isLive = targets.includes('live');
  const isExact = expectations(interaction).some(({ headers }) => typeof headers['x-emulator-advisory'] === 'string');
  return [
    ...exercises.filter((id) => !known.has(id)).map((id) => `${id} is no statement of the protocol`),
    ...named.filter((code) => !Object.hasOwn(advisories, code)).map((code) => `there is no advisory ${code}`),
    ...(isLive && given !== undefined ? ['what depends on a state of the emulator is not for the live service'] : []),
    ...(isLive && OF_THE_DEMO_COMPANY.test(JSON.stringify(interaction)) ? ['the live service has nothing of the demo company'] : []),
    ...(isLive && isExact ? ['only the emulator is asked for advisories, so that they are expected as codes'] : []),
  ];
}
