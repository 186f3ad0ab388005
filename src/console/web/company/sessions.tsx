import { useState } from 'preact/hooks';
import { ask } from '../api.js';
import { useAction } from '../hooks.js';
import { RowTable } from '../row-table.js';
import { Said } from '../ui/said.js';

/** Shows who is signed in to the emulated Expensify, with a form to sign in. */
export function Sessions({ company }: { company: string }) {
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
      <SignIn company={company} />
    </>
  );
}

/** Signs a person in as Expensify's apps do; a deactivated person is refused. */
function SignIn({ company }: { company: string }) {
  const { run, notice } = useAction();
  const [email, setEmail] = useState('');
  const [device, setDevice] = useState('web');
  const signIn = (event: Event): void => {
    event.preventDefault();
    run(async () => {
      await ask(`companies/${encodeURIComponent(company)}/sign-in`, { body: { email, device } });
      return `Signed in ${email} (${device}).`;
    });
  };
  return (
    <form class="bar" aria-label="Sign in" onSubmit={signIn}>
      <label class="grow">
        Account
        <input type="email" required value={email} onInput={(event) => setEmail(event.currentTarget.value)} />
      </label>
      <label>
        Device
        <select value={device} onChange={(event) => setDevice(event.currentTarget.value)}>
          <option>web</option>
          <option>mobile</option>
        </select>
      </label>
      <button type="submit">Sign in</button>
      <Said {...notice} />
    </form>
  );
}
