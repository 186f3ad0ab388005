import { useState } from 'preact/hooks';
import type { MemberDocument } from '../../../emulator/world/entities/member.js';
import { hashOf, setParams, useRoute } from '../route.js';
import { Button } from '../ui/button.js';
import { Pager } from '../ui/pager.js';
import { rowsOf } from '../ui/rows-of.js';
import { Table } from '../ui/table.js';
import { None } from '../ui/text.js';
import { Deactivated } from './accounts.js';

interface Props {
  readonly members: readonly MemberDocument[];
  /** The addresses of deactivated people. */
  readonly deactivated: ReadonlySet<string>;
  /** The policy's. */
  readonly name: string;
  /** True for an earlier state. */
  readonly isReadOnly: boolean;
}

const HEAD = ['Member', 'Role', 'Submits to', 'Forwards to', 'Limit'];

export function MemberTable({ members, deactivated, name, isReadOnly }: Props) {
  const [page, setPage] = useState(0);
  const { path, params } = useRoute();
  if (members.length === 0) return <None>No members match.</None>;
  return (
    <>
      <Table
        isWide
        label={`Members of ${name}`}
        head={isReadOnly ? HEAD : [...HEAD, 'Action']}
        rows={rowsOf(members, page).map(({ email, role, submitsTo, forwardsTo, approvalLimit }) => [
          <>
            {isReadOnly ? email : <a href={hashOf(path, { ...Object.fromEntries(params), member: email })}>{email}</a>}{' '}
            {deactivated.has(email) && <Deactivated />}
          </>,
          role,
          submitsTo,
          forwardsTo,
          approvalLimit && (approvalLimit / 100).toFixed(2),
          ...(isReadOnly
            ? []
            : [
                <Button aria-label={`Edit ${email}`} onClick={() => setParams({ member: email })}>
                  Edit
                </Button>,
              ]),
        ])}
      />
      <Pager page={page} all={members.length} onPage={setPage} />
    </>
  );
}
