import type { Expectation, Interaction } from '../../src/contract/schema.js';
import { advisories } from '../../src/emulator/advisories/table.js';
import { allStatements } from '../../src/jobs/statements.js';

/** Every response that an interaction expects, in all steps. */
export function expectations({ before, then, after }: Interaction): Expectation[] {
  return [then, ...[...before, ...after].flatMap((step) => step.then ?? [])];
}

/** The advisories that a response must have, in either notation. */
export function advised({ advisories: listed, headers }: Expectation): string[] {
  const header = headers['x-emulator-advisory'];
  return [...listed, ...(typeof header === 'string' ? header.split(', ') : [])];
}

const OF_THE_DEMO_COMPANY =
  /\{\{(?:owner|secondPolicyID|foreignPolicyID|domain|feedUrl)\}\}|E1\d\d\b|(?:owner|max\.manager|dana\.director)@acme/;

/** The reasons why an interaction may not be in the suite, one sentence each. */
export function brokenRules(interaction: Interaction): string[] {
  const { exercises, given, targets } = interaction;
  const known = new Set(allStatements().map(({ id }) => id));
  const named = expectations(interaction).flatMap((then) => [...advised(then), ...then.noAdvisories]);
  const isLive = targets.includes('live');
  const isExact = expectations(interaction).some(({ headers }) => typeof headers['x-emulator-advisory'] === 'string');
  return [
    ...exercises.filter((id) => !known.has(id)).map((id) => `${id} is not a statement of the protocol`),
    ...named.filter((code) => !Object.hasOwn(advisories, code)).map((code) => `unknown advisory ${code}`),
    ...(isLive && given !== undefined ? ["an interaction that depends on the emulator's state cannot target the live service"] : []),
    ...(isLive && OF_THE_DEMO_COMPANY.test(JSON.stringify(interaction)) ? ['the live service does not have the demo company'] : []),
    ...(isLive && isExact ? ['only the emulator sends advisories, so they must be expected as codes'] : []),
  ];
}
