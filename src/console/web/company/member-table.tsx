import { useState } from 'preact/hooks';
import type { MemberDocument } from '../../../emulator/world/entities/member.js';
import { More, ROWS } from '../more.js';
import { setParams } from '../route.js';
import { Table } from '../ui/table.js';
import { Deactivated } from './accounts.js';

interface Props {
  readonly members: readonly MemberDocument[];
  /** The addresses of deactivated people. */
  readonly deactivated: ReadonlySet<string>;
  /** The policy's. */
  readonly name: string;
}

export function MemberTable({ members, deactivated, name }: Props) {
  const [limit, setLimit] = useState(ROWS);
  if (members.length === 0) return <p class="none">No members match.</p>;
  return (
    <>
      <Table isWide label={`Members of ${name}`} head={['Member', 'Role', 'Submits to', 'Forwards to', 'Limit', 'Action']}>
        {members.slice(0, limit).map(({ email, role, submitsTo, forwardsTo, approvalLimit }) => (
          <tr key={email}>
            <th scope="row">
              {email} {deactivated.has(email) && <Deactivated />}
            </th>
            <td>{role}</td>
            <td>{submitsTo}</td>
            <td>{forwardsTo}</td>
            <td class="number">{approvalLimit === undefined ? '' : (approvalLimit / 100).toFixed(2)}</td>
            <td>
              <button type="button" aria-label={`Edit ${email}`} onClick={() => setParams({ member: email })}>
                Edit
              </button>
            </td>
          </tr>
        ))}
      </Table>
      <More shown={limit} all={members.length} onMore={() => setLimit(limit + 5 * ROWS)} />
    </>
  );
}
