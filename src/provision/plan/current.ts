import type { Client } from '../../client/create-client.js';
import type { Problem } from '../problem.js';
import type { DesiredMember } from './desired.js';

/** A member as the service shows them; addresses in lower case, cents. */
export interface CurrentMember {
  readonly email: string;
  readonly role: string;
  readonly employeeID?: string | undefined;
  readonly customField1?: string | undefined;
  readonly customField2?: string | undefined;
  readonly submitsTo: string;
  readonly forwardsTo: string;
  readonly approvalLimit: number;
  readonly overLimitForwardsTo: string;
}

export interface CurrentPolicy {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly members: ReadonlyMap<string, CurrentMember>;
}

/** The managed policies as they are: those given, else those the desired members name. Two requests. */
export async function readCurrent(
  client: Client,
  desired: readonly DesiredMember[],
  managed: readonly string[] | undefined,
): Promise<{ readonly policies: CurrentPolicy[]; readonly problems: Problem[] }> {
  const visible = new Map((await client.listPolicies()).map((policy) => [policy.id, policy]));
  const scope = [...new Set(managed ?? desired.map(({ policyID }) => policyID))];
  const problems = [...findUnknown(scope, desired, visible), ...findUnmanaged(scope, desired)];
  const readable = scope.filter((id) => visible.get(id)?.role === 'admin');
  if (readable.length === 0) return { policies: [], problems };
  const sections = await client.getPolicies(readable, { fields: ['employees'] });
  const policies = readable.map((id): CurrentPolicy => {
    const { name = id, owner = '' } = visible.get(id) ?? {};
    const members = (sections[id]?.employees ?? []).map(toCurrent);
    return { id, name, owner: owner.toLowerCase(), members: new Map(members.map((member) => [member.email, member])) };
  });
  return { policies, problems };
}

type Sections = Awaited<ReturnType<Client['getPolicies']>>[string];

function toCurrent(employee: Sections['employees'][number]): CurrentMember {
  const { email, role, customField1, customField2, approvalLimit = 0 } = employee;
  return {
    email: email.toLowerCase(),
    role,
    customField1,
    customField2,
    // The employer's id also stands in Custom Field 1, unless that was given a value of its own (observed).
    employeeID: employee.employeeID ?? customField1,
    submitsTo: (employee.submitsTo ?? '').toLowerCase(),
    forwardsTo: (employee.forwardsTo ?? '').toLowerCase(),
    approvalLimit,
    overLimitForwardsTo: (employee.overLimitForwardsTo ?? '').toLowerCase(),
  };
}

type Visible = ReadonlyMap<string, { readonly id: string; readonly name: string; readonly role: string }>;

function findUnknown(scope: readonly string[], desired: readonly DesiredMember[], visible: Visible): Problem[] {
  return scope.flatMap((id): Problem[] => {
    const policy = visible.get(id);
    if (policy?.role === 'admin') return [];
    const administered = [...visible.values()].filter(({ role }) => role === 'admin').map((other) => `${other.id} (${other.name})`);
    const reason = policy === undefined ? 'is none the account can see' : `('${policy.name}') is not administered by the account`;
    const message = `The policy '${id}' ${reason}; it administers ${administered.slice(0, 10).join(', ') || 'none'}.`;
    return [{ code: 'unknown-policy', message, at: desired.find(({ policyID }) => policyID === id)?.locate('policyID') }];
  });
}

function findUnmanaged(scope: readonly string[], desired: readonly DesiredMember[]): Problem[] {
  const managed = new Set(scope);
  const strays = new Map(desired.filter(({ policyID }) => !managed.has(policyID)).map((member) => [member.policyID, member]));
  return [...strays.values()].map(({ policyID, locate }) => ({
    code: 'unknown-policy',
    message: `The policy '${policyID}' is not among those to manage; name it with --policy ${policyID}.`,
    at: locate('policyID'),
  }));
}
