import { useState } from 'preact/hooks';
import type { AccountDocument } from '../../../emulator/world/entities/account.js';
import { messageOf } from '../../../util/error-message.js';
import { ask, companyPath } from '../api.js';
import { useAction } from '../hooks.js';
import { Bar } from '../ui/bar.js';
import { Button } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { Input, Select, TextArea } from '../ui/field.js';
import { Form } from '../ui/form.js';
import { pretty } from '../ui/pretty.js';
import { Said } from '../ui/said.js';
import type { Chosen, Inspected } from './run.js';

interface Props {
  readonly chosen: Chosen;
  /** `settings` throws Error if something is filled in wrongly. */
  readonly onRun: (settings: () => object) => void;
  readonly isBusy: boolean;
}

/** What a flow is run with. */
export function Settings({ chosen: { inspected, example }, onRun, isBusy }: Props) {
  const [users, setUsers] = useState(example?.users ?? '');
  const { inventory, problems } = inspected;
  const start = (event: SubmitEvent & { currentTarget: HTMLFormElement }): void => {
    const form = new FormData(event.currentTarget);
    onRun(() => settingsOf(form, inspected));
  };
  const set = Object.entries(example?.set ?? {}).map(([key, value]) => `${key}=${value}`);
  return (
    <Card label="Settings">
      {problems.map((problem) => (
        <p key={problem.code + problem.message} class={`box ${problem.level === 'error' ? 'bad' : 'warn'}`}>
          <strong>{problem.code}</strong> {problem.message}
        </p>
      ))}
      <Form class="settings" onSend={start}>
        {inventory.flows.length > 1 && (
          <Select label="Flow" name="flow">
            <option value="">Main flow (not called by others)</option>
            {inventory.flows.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        )}
        {inputsOf(inspected).map((name) => (
          <Input key={name} label={name} name={`input:${name}`} defaultValue={example?.input[name] ?? ''} />
        ))}
        <TextArea
          label="Card values, one per line: Card title.key=value"
          name="set"
          rows={3}
          spellcheck={false}
          defaultValue={set.join('\n')}
        />
        <TextArea
          label="Okta users, as /api/v1/users returns them"
          name="users"
          rows={5}
          spellcheck={false}
          placeholder="[]"
          value={users}
          onText={setUsers}
        />
        <UserSources onUsers={setUsers} />
        <Bar>
          <button type="submit" disabled={isBusy}>
            Run
          </button>
        </Bar>
      </Form>
    </Card>
  );
}

/** Fills in the users from a file, or from the people of the company. */
function UserSources({ onUsers }: { onUsers: (text: string) => void }) {
  const { run, notice } = useAction();
  const take = (file: File | undefined): void => {
    if (file !== undefined) run(async () => onUsers(await file.text()) ?? `Loaded ${file.name}.`);
  };
  const fromCompany = (): void =>
    run(async () => {
      const { companies } = await ask<{ companies: { id: string }[] }>('companies');
      const { accounts } = await ask<{ accounts: AccountDocument[] }>(companyPath(companies[0]?.id ?? ''));
      onUsers(pretty(accounts.map(asOktaUser)));
      return `Filled in ${accounts.length} users.`;
    });
  return (
    <Bar as="middle">
      <label class="button">
        Users from a file
        <input type="file" accept=".json" onChange={(event) => take(event.currentTarget.files?.[0])} />
      </label>
      <Button onClick={fromCompany}>Users from the company</Button>
      <Said {...notice} />
    </Bar>
  );
}

function asOktaUser({ email, firstName = '', lastName = '', employeeID, isDeactivated }: AccountDocument): object {
  const profile = { login: email, email, firstName, lastName, ...(employeeID !== undefined && { employeeNumber: employeeID }) };
  return { id: `00u${email.replace(/\W/g, '')}`, status: isDeactivated === true ? 'DEPROVISIONED' : 'ACTIVE', profile };
}

function inputsOf({ inventory }: Inspected): string[] {
  return [...new Set(inventory.flows.flatMap(({ inputs }) => inputs))];
}

/** Throws Error if the users are not JSON. */
function settingsOf(form: FormData, inspected: Inspected): object {
  const field = (name: string): string => String(form.get(name) ?? '').trim();
  const input = Object.fromEntries(
    inputsOf(inspected)
      .map((name) => [name, field(`input:${name}`)])
      .filter(([, value]) => value !== ''),
  );
  const lines = field('set')
    .split('\n')
    .filter((line) => line.includes('='));
  const set = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim()]));
  return {
    input,
    set,
    ...(field('flow') !== '' && { flow: field('flow') }),
    ...(field('users') !== '' && { users: readUsers(field('users')) }),
  };
}

function readUsers(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`The users are not valid JSON: ${messageOf(error)}`);
  }
}
