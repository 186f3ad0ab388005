import { DEMO } from '../../src/emulator/seeds/demo.js';
import type { Emulator } from '../../src/index.js';
import { type Answer, readEmployees } from './emulator.js';

export const { owner: OWNER, mainPolicyID: MAIN, secondPolicyID: SECOND, foreignPolicyID: FOREIGN } = DEMO;

/** `max.manager` → `max.manager@acme.example` */
export const at = (login: string): string => `${login}@acme.example`;

export const MAX = at('max.manager');
export const MIA = at('mia.manager');
export const ED = at('ed.engineer');
export const EVE = at('eve.engineer');

/** A complete record of a new person on the main policy, with the given changes. `undefined` removes a field. */
export function newcomer(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { employeeEmail: at('new'), managerEmail: MAX, employeeID: 'E500', policyID: MAIN, ...changes };
}

/** The record that leaves Ed Engineer unchanged, with the given changes. */
export function ed(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { employeeEmail: ED, managerEmail: MAX, employeeID: 'E111', policyID: MAIN, ...changes };
}

/** One member of a policy as `get policy` shows them, or undefined. */
export async function memberOf(emulator: Emulator, email: string, policyID: string = MAIN): Promise<Answer | undefined> {
  return (await readEmployees(emulator, policyID)).find((member) => member.email === email);
}

/** The account behind a login, as in the snapshot. */
export function accountOf(emulator: Emulator, login: string): Answer | undefined {
  const accounts: readonly Answer[] = emulator.snapshot().companies[0]?.accounts ?? [];
  return accounts.find(({ email, secondaryLogins = [] }) => email === login || secondaryLogins.includes(login));
}

/** The codes of the last exchange's advisories. */
export function lastAdvisories(emulator: Emulator): string[] {
  return (emulator.journal.entries().at(-1)?.advisories ?? []).map(({ code }) => code);
}

/** The codes of the last feed's advisories. */
export function feedAdvisories(emulator: Emulator): string[] {
  const feeds = emulator.journal.entries().filter(({ job }) => job === 'update employees');
  return (feeds.at(-1)?.advisories ?? []).map(({ code }) => code);
}
