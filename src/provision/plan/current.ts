import type { Client } from '../../client/create-client.js';
import type { Problem } from '../problem.js';
import { addressKey } from './addresses.js';
import type { ManagedPolicy, Scope } from './scope.js';

/** A member as the service returns them, with addresses in lower case and NFC, and amounts in cents. */
export interface CurrentMember {
  readonly email: string;
  /** The service's spelling of the address, which requests must use. */
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

/** Reads the current state of the policies in scope, with two requests. */
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
    // The employee id is also in Custom Field 1, unless that field has its own value (observed).
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
    const reason = policy === undefined ? `can't see policy '${id}'` : `doesn't administer policy '${id}' ('${policy.name}')`;
    const message = `This account ${reason}. It administers ${administered.slice(0, 10).join(', ') || 'no policies'}.`;
    return [{ code: 'unknown-policy', message, at }];
  });
}
