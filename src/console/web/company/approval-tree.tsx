import { useMemo } from 'preact/hooks';
import type { MemberDocument } from '../../../emulator/world/entities/member.js';
import { countOf } from '../../../util/count-of.js';
import { setParams, useRoute } from '../route.js';
import { Badge } from '../ui/badge.js';
import { VirtualList } from '../virtual-list.js';
import { ApprovalChain } from './approval-chain.js';
import { type Leaf, treeOf } from './tree.js';

interface Props {
  readonly members: readonly MemberDocument[];
  /** The members that the search found. */
  readonly found: readonly MemberDocument[];
  readonly name: string;
}

/** A larger drawing can't be read. */
const MOST_DRAWN = 40;
/** A deeper level is not indented further, so that a narrow screen still shows the names. */
const MAX_DEPTH = 8;

/** Who approves for whom: an indented list of any length, and a drawing of a small policy beside it. */
export function ApprovalTree({ members, found, name }: Props) {
  const isAll = found.length === members.length;
  const leaves = useMemo(() => {
    const shown = new Set(found);
    return treeOf(members).filter(({ member }) => shown.has(member));
  }, [members, found]);
  const selected = useRoute().params.get('member');
  return (
    <div class="tree">
      <VirtualList
        label={`Approval chain of ${name}`}
        items={leaves}
        idOf={({ member }) => member.email}
        selected={selected ?? undefined}
        onSelect={(member) => setParams({ member })}
        isMovedOnly
        row={(leaf) => <Line leaf={leaf} />}
      />
      {isAll && members.length > 0 && members.length <= MOST_DRAWN && (
        <ApprovalChain members={members} label={`Drawing of the approval chain of ${name}`} />
      )}
    </div>
  );
}

function Line({ leaf: { member, depth, reports } }: { leaf: Leaf }) {
  const { email, role, forwardsTo, submitsTo } = member;
  const facts = [
    reports === 0 ? undefined : countOf(reports, 'report'),
    submitsTo ? `submits to ${submitsTo === email ? 'themselves' : submitsTo}` : undefined,
    forwardsTo ? `forwards to ${forwardsTo}` : undefined,
  ].filter((fact) => fact !== undefined);
  return (
    <div class="leaf" style={{ marginLeft: `${Math.min(depth, MAX_DEPTH) * 0.9}rem` }}>
      <span class="line">
        <span class="cut">{email}</span>
        {role !== 'user' && <Badge as="info">{role}</Badge>}
      </span>
      <span class="line quiet">
        <span class="cut">{facts.join(' · ')}</span>
      </span>
    </div>
  );
}
