import type { MemberDocument } from '../../../emulator/world/entities/member.js';
import { ask, companyPath } from '../api.js';
import { useAction } from '../hooks.js';
import { Bar } from '../ui/bar.js';
import { Button } from '../ui/button.js';
import { Input, Select } from '../ui/field.js';
import { Form } from '../ui/form.js';
import { Said } from '../ui/said.js';

interface Props {
  readonly company: string;
  readonly policyID: string;
  /** Undefined for a new member. */
  readonly member: MemberDocument | undefined;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

const ADDRESSES = [
  ['submitsTo', 'Submits to'],
  ['forwardsTo', 'Forwards to'],
  ['overLimitForwardsTo', 'Over limit, forwards to'],
] as const;

const ROLES = ['user', 'admin', 'auditor'];

/** Edits a member of a policy directly, without a job. */
export function MemberForm({ company, policyID, member, onChanged, onClose }: Props) {
  const { run, notice } = useAction();
  const put = async (email: string, changed: object | null): Promise<void> => {
    const body = { policyID, email, member: changed };
    await ask(companyPath(company, 'members'), { method: 'PUT', body });
    onChanged();
  };
  const save = (event: SubmitEvent & { currentTarget: HTMLFormElement }): void => {
    const form = new FormData(event.currentTarget);
    const { email: _, ...rest } = member ?? { email: '' };
    run(async () => {
      await put(String(form.get('email')), { ...rest, ...changesIn(form) });
      onClose();
      return 'Saved.';
    });
  };
  const remove = ({ email, ...rest }: MemberDocument): void =>
    run(async () => {
      await put(email, null);
      onClose();
      return { text: `Removed ${email}.`, undo: () => put(email, rest) };
    });
  return (
    <Form class="settings" onSend={save}>
      <Input label="Email" name="email" type="email" required defaultValue={member?.email ?? ''} readOnly={member !== undefined} />
      <Select label="Role" name="role">
        {ROLES.map((role) => (
          <option key={role} selected={role === (member?.role ?? 'user')}>
            {role}
          </option>
        ))}
      </Select>
      {ADDRESSES.map(([name, title]) => (
        <Input key={name} label={title} name={name} type="email" defaultValue={member?.[name] ?? ''} />
      ))}
      <Input
        label="Approval limit, in cents"
        name="approvalLimit"
        inputMode="numeric"
        pattern="[0-9]*"
        defaultValue={String(member?.approvalLimit ?? '')}
      />
      <Said {...notice} />
      <Bar>
        <button type="submit">Save</button>
        <Button onClick={onClose}>Cancel</Button>
        {member !== undefined && (
          <Button class="danger" onClick={() => remove(member)}>
            Remove
          </Button>
        )}
      </Bar>
    </Form>
  );
}

/** An empty field removes its key. */
function changesIn(form: FormData): object {
  const text = (name: string): string | undefined => String(form.get(name) ?? '').trim() || undefined;
  const limit = text('approvalLimit');
  const addresses = Object.fromEntries(ADDRESSES.map(([name]) => [name, text(name)]));
  return { role: text('role'), ...addresses, approvalLimit: limit === undefined ? undefined : Number(limit) };
}
