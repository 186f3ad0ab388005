import type { MemberDocument } from '../../../emulator/world/entities/member.js';
import { Dialog } from '../ui/dialog.js';
import { MemberForm } from './member-form.js';
import { MemberHistory } from './member-history.js';

interface Props {
  readonly company: string;
  readonly policyID: string;
  /** Undefined for a new member. */
  readonly member: MemberDocument | undefined;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** A member at the side of the page: what can be changed by hand, and which requests changed something. */
export function MemberDrawer(props: Props) {
  const { company, member, onClose } = props;
  return (
    <Dialog title={member === undefined ? 'Add member' : `Edit ${member.email}`} kind="drawer" onClose={onClose}>
      <div class="stack">
        <MemberForm {...props} />
        {member !== undefined && <MemberHistory company={company} email={member.email} />}
      </div>
    </Dialog>
  );
}
