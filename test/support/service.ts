import type { Client } from '../../src/client/index.js';

/** A member as `get policy` shows them; missing keys get defaults. */
export interface ServiceMember {
  readonly email: string;
  readonly employeeID?: string;
  readonly role?: string;
  /** Undefined for a person who submits to nobody. */
  readonly submitsTo?: string | undefined;
}

export interface ServicePolicy {
  readonly id: string;
  readonly name?: string;
  readonly owner?: string;
  /** The account's own role. Default: `admin`. */
  readonly role?: string;
  readonly members: readonly ServiceMember[];
}

export const BOSS = 'boss@x.com';

/** A client of a read-only service with these policies. It has what a plan needs and nothing of the emulator. */
export function serviceOf(...policies: readonly ServicePolicy[]): Client {
  const refuse = (): never => {
    throw new Error('A plan must not write.');
  };
  const client: Pick<Client, 'url' | 'listPolicies'> & Record<'getPolicies' | 'updateEmployees' | 'job', unknown> = {
    url: 'http://service.example/',
    listPolicies: async () =>
      policies.map(({ id, name = id, owner = BOSS, role = 'admin' }) => ({
        id,
        name,
        owner,
        role,
        type: 'corporate',
        outputCurrency: 'EUR',
      })),
    getPolicies: async (ids: readonly string[]) =>
      Object.fromEntries(
        policies
          .filter(({ id }) => ids.includes(id))
          .map(({ id, members }) => [id, { employees: members.map((member) => ({ role: 'user', submitsTo: BOSS, ...member })) }]),
      ),
    updateEmployees: refuse,
    job: refuse,
  };
  return client as Client;
}

/** `count` people, `p1@x.com` with the employeeID `P1` and so on. */
export function peopleOf(count: number, fields: Partial<ServiceMember> = {}): ServiceMember[] {
  return Array.from({ length: count }, (_, index) => ({ email: `p${index + 1}@x.com`, employeeID: `P${index + 1}`, ...fields }));
}

/** The owner, as a member. */
export const owner: ServiceMember = { email: BOSS, employeeID: 'B', role: 'admin' };

/** Rows that keep the members of a policy unchanged. */
export function rowsOf(members: readonly ServiceMember[], policyID: string): Record<string, string>[] {
  return members.map(({ email, employeeID = email, role = 'user', submitsTo = BOSS }) => ({
    employeeEmail: email,
    employeeID,
    policyID,
    managerEmail: submitsTo,
    role,
  }));
}
