import type { Client } from '../../client/create-client.js';
import type { Problem } from '../problem.js';
import { addressKey } from './addresses.js';
import type { ManagedPolicy, Scope } from './scope.js';

/** A member as the service shows them; addresses in lower case and NFC, cents. */
export interface CurrentMember {
  readonly email: string;
  /** The address as the service spells it: what it is called by in a request. */
  readonly address: string;
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
  readonly manages: ManagedPolicy['manages'];
  readonly members: ReadonlyMap<string, CurrentMember>;
}

/** The policies in scope as they are. Two requests. */
export async function readCurrent(
  client: Client,
  scope: Scope,
  signal?: AbortSignal,
): Promise<{ readonly policies: CurrentPolicy[]; readonly problems: Problem[] }> {
  const options = signal === undefined ? {} : { signal };
  const visible = new Map((await client.listPolicies(options)).map((policy) => [policy.id, policy]));
  const problems = findUnknown(scope, visible);
  const readable = [...scope].flatMap(([id, { manages }]) => {
    const policy = visible.get(id);
    return policy?.role === 'admin' ? [{ ...policy, manages }] : [];
  });
  if (readable.length === 0) return { policies: [], problems };
  const ids = readable.map(({ id }) => id);
  const sections = await client.getPolicies(ids, { fields: ['employees'], ...options });
  const policies = readable.map(({ id, name, owner, manages }): CurrentPolicy => {
    const members = (sections[id]?.employees ?? []).map(toCurrent);
    return { id, name, owner: addressKey(owner), manages, members: new Map(members.map((member) => [member.email, member])) };
  });
  return { policies, problems };
}

type Sections = Awaited<ReturnType<Client['getPolicies']>>[string];

function toCurrent(employee: Sections['employees'][number]): CurrentMember {
  const { email, role, customField1, customField2, approvalLimit = 0 } = employee;
  return {
    email: addressKey(email),
    address: email.toLowerCase(),
    role,
    customField1,
    customField2,
    // The employer's id also stands in Custom Field 1, unless that was given a value of its own (observed).
    employeeID: employee.employeeID ?? customField1,
    submitsTo: addressKey(employee.submitsTo ?? ''),
    forwardsTo: addressKey(employee.forwardsTo ?? ''),
    approvalLimit,
    overLimitForwardsTo: addressKey(employee.overLimitForwardsTo ?? ''),
  };
}

type Visible = ReadonlyMap<string, { readonly id: string; readonly name: string; readonly role: string }>;

function findUnknown(scope: Scope, visible: Visible): Problem[] {
  return [...scope].flatMap(([id, { at }]): Problem[] => {
    const policy = visible.get(id);
    if (policy?.role === 'admin') return [];
    const administered = [...visible.values()].filter(({ role }) => role === 'admin').map((other) => `${other.id} (${other.name})`);
    const reason = policy === undefined ? 'is none the account can see' : `('${policy.name}') is not administered by the account`;
    const message = `The policy '${id}' ${reason}; it administers ${administered.slice(0, 10).join(', ') || 'none'}.`;
    return [{ code: 'unknown-policy', message, at }];
  });
}
