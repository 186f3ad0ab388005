import { useState } from 'preact/hooks';
import { ask, companyPath } from '../api.js';
import { useAction } from '../hooks.js';
import { RowTable } from '../row-table.js';
import { Input, Select } from '../ui/field.js';
import { Form } from '../ui/form.js';
import { Said } from '../ui/said.js';

/** Shows who is signed in to the emulated Expensify, with a form to sign in. */
export function Sessions({ company, isReadOnly }: { company: string; isReadOnly: boolean }) {
  return (
    <>
      <RowTable
        company={company}
        collection="sessions"
        title="Sessions"
        noun="session"
        empty="Nobody is signed in."
        isAdded={false}
        columns={[
          ['account', 'Account'],
          ['device', 'Device'],
          ['created', 'Signed in'],
        ]}
      />
      {!isReadOnly && <SignIn company={company} />}
    </>
  );
}

/** Signs a person in as Expensify's apps do; a deactivated person is refused. */
function SignIn({ company }: { company: string }) {
  const { run, notice } = useAction();
  const [email, setEmail] = useState('');
  const [device, setDevice] = useState('web');
  const signIn = (): void => {
    run(async () => {
      await ask(companyPath(company, 'sign-in'), { body: { email, device } });
      return `Signed in ${email} (${device}).`;
    });
  };
  return (
    <Form class="bar" aria-label="Sign in" onSend={signIn}>
      <Input outer="grow" label="Account" type="email" required value={email} onText={setEmail} />
      <Select label="Device" value={device} onText={setDevice}>
        <option>web</option>
        <option>mobile</option>
      </Select>
      <button type="submit">Sign in</button>
      <Said {...notice} />
    </Form>
  );
}
