import { useMemo } from 'preact/hooks';
import type { MemberDocument } from '../../../emulator/world/entities/member.js';
import type { PolicyDocument } from '../../../emulator/world/entities/policy.js';
import { countOf } from '../../../util/count-of.js';
import { setParams, useRoute } from '../route.js';
import { Search } from '../search.js';
import { Bar } from '../ui/bar.js';
import { Button } from '../ui/button.js';
import { Chip } from '../ui/chip.js';
import { Empty } from '../ui/empty.js';
import { Select } from '../ui/field.js';
import { Quiet } from '../ui/text.js';
import { ApprovalTree } from './approval-tree.js';
import { MemberDrawer } from './member-drawer.js';
import { MemberTable } from './member-table.js';
import type { ShownCompany } from './shown-company.js';

interface Props {
  readonly company: string;
  readonly document: ShownCompany;
  /** Undefined for an earlier state, which can't be changed. */
  readonly onChanged: (() => void) | undefined;
}

const ROLES = ['user', 'admin', 'auditor'];

/** The members of one policy, as a table or as the tree of who approves for whom. */
export function Members({ company, document: { policies, accounts }, onChanged }: Props) {
  const { params } = useRoute();
  const policy = policies.find(({ id }) => id === params.get('policy')) ?? policies[0];
  const deactivated = useMemo(
    () => new Set(accounts.filter(({ isDeactivated }) => isDeactivated === true).map(({ email }) => email)),
    [accounts],
  );
  if (policy === undefined) return <Empty icon="company" title="No policies yet." />;
  const text = params.get('q') ?? '';
  const role = params.get('role') ?? '';
  const edited = params.get('member');
  const member = policy.members.find(({ email }) => email === edited);
  const members = policy.members.filter((member) => matches(member, text, role));
  const isTree = params.get('view') === 'tree';
  return (
    <>
      <div class="chips">
        {policies.map(({ id, name }) => (
          <Chip key={id} isOn={id === policy.id} onToggle={() => setParams({ policy: id, member: undefined })}>
            {name}
          </Chip>
        ))}
      </div>
      <section class="stack" aria-label={policy.name}>
        <PolicyFacts policy={policy} />
        <Tools text={text} role={role} isTree={isTree} isReadOnly={onChanged === undefined} />
        {isTree ? (
          <ApprovalTree members={policy.members} found={members} name={policy.name} />
        ) : (
          <MemberTable members={members} deactivated={deactivated} name={policy.name} isReadOnly={onChanged === undefined} />
        )}
      </section>
      {onChanged !== undefined && (edited === '' || member !== undefined) && (
        <MemberDrawer
          key={edited}
          company={company}
          policyID={policy.id}
          member={member}
          onChanged={onChanged}
          onClose={() => setParams({ member: undefined })}
        />
      )}
    </>
  );
}

interface Shown {
  readonly text: string;
  readonly role: string;
  readonly isTree: boolean;
  readonly isReadOnly: boolean;
}

/** Which members are shown, and how. */
function Tools({ text, role, isTree, isReadOnly }: Shown) {
  return (
    <Bar>
      <Search outer="grow" value={text} />
      <Select label="Role of members" value={role} onText={(typed) => setParams({ role: typed })}>
        <option value="">All</option>
        {ROLES.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
      <Button aria-pressed={isTree} onClick={() => setParams({ view: isTree ? undefined : 'tree' })}>
        {isTree ? 'Show as table' : 'Approval chain'}
      </Button>
      {!isReadOnly && (
        <Button class="primary" onClick={() => setParams({ member: '' })}>
          Add member
        </Button>
      )}
    </Bar>
  );
}

function PolicyFacts({ policy: { id, type, outputCurrency, owner, members } }: { policy: PolicyDocument }) {
  return (
    <Quiet>
      <code>{id}</code> · {type} · {outputCurrency} · owner {owner} · {countOf(members.length, 'member')}
    </Quiet>
  );
}

function matches(member: MemberDocument, text: string, role: string): boolean {
  const { email, submitsTo = '', forwardsTo = '' } = member;
  return (role === '' || member.role === role) && `${email} ${submitsTo} ${forwardsTo}`.toLowerCase().includes(text.toLowerCase());
}
