import { useState } from 'preact/hooks';
import type { Inventory, LintProblem } from '../../flows/index.js';
import { messageOf } from '../../util/error-message.js';
import { ask } from './api.js';
import { useAction } from './hooks.js';
import { Page, Said } from './parts.js';

interface Inspected {
  readonly inventory: Inventory;
  readonly problems: readonly LintProblem[];
}
interface Ran {
  readonly status: 'finished' | 'error';
  readonly steps: number;
  readonly requests: number;
  readonly report: number;
}

/** Runs an Okta Workflows export against this emulator. */
export function FlowsPage() {
  const { run, notice } = useAction();
  const [chosen, setChosen] = useState<{ readonly name: string; readonly text: string }>();
  const [inspected, setInspected] = useState<Inspected>();
  const [ran, setRan] = useState<Ran>();
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    run(async () => {
      const content = await file.text();
      setInspected(await ask<Inspected>('flows/inspect', { body: { export: content } }));
      setChosen({ name: file.name, text: content });
      setRan(undefined);
      return `Loaded ${file.name}.`;
    });
  };
  const start = (event: SubmitEvent & { currentTarget: HTMLFormElement }): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    run(async () => {
      const body = { export: chosen?.text, name: chosen?.name, ...settingsOf(form, inspected) };
      const result = await ask<Ran>('flows/run', { body });
      setRan(result);
      return summaryOf(result);
    });
  };
  return (
    <Page title="Flows">
      <p>Run an Okta Workflows export here. Calls to integrations.expensify.com go to this emulator; all other hosts are blocked.</p>
      <div
        class="drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          take(event.dataTransfer?.files[0]);
        }}
      >
        <label>
          Choose a .flow, .folder or .flopack file, or drop it here
          <input type="file" accept=".flow,.folder,.flopack,.json" onChange={(event) => take(event.currentTarget.files?.[0])} />
        </label>
      </div>
      <Said {...notice} />
      {inspected !== undefined && <Settings inspected={inspected} onRun={start} isBusy={notice.isBusy} />}
      {ran !== undefined && <iframe class="report" title="Flow report" sandbox="" src={`/_emulator/flows/reports/${ran.report}`} />}
    </Page>
  );
}

function summaryOf({ status, steps, requests }: Ran): string {
  const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
  return `${status === 'finished' ? 'Finished' : 'Failed'} after ${count(steps, 'card')}, ${requests === 0 ? 'no requests sent' : count(requests, 'request')}.`;
}

interface SettingsProps {
  readonly inspected: Inspected;
  readonly onRun: (event: SubmitEvent & { currentTarget: HTMLFormElement }) => void;
  readonly isBusy: boolean;
}

function Settings({ inspected, onRun, isBusy }: SettingsProps) {
  const { inventory, problems } = inspected;
  return (
    <>
      {problems.map((problem) => (
        <p key={problem.code + problem.message} class={`box ${problem.level === 'error' ? 'bad' : 'warn'}`}>
          <strong>{problem.code}</strong> {problem.message}
        </p>
      ))}
      <form class="settings" onSubmit={onRun}>
        {inventory.flows.length > 1 && (
          <label>
            Flow
            <select name="flow">
              <option value="">Main flow (not called by others)</option>
              {inventory.flows.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
        {inputsOf(inspected).map((name) => (
          <label key={name}>
            {name}
            <input name={`input:${name}`} />
          </label>
        ))}
        <label>
          Card values, one per line: Card title.key=value
          <textarea name="set" rows={3} spellcheck={false} />
        </label>
        <label>
          Okta users, as /api/v1/users returns them
          <textarea name="users" rows={3} spellcheck={false} placeholder="[]" />
        </label>
        <button type="submit" disabled={isBusy}>
          Run
        </button>
      </form>
    </>
  );
}

function inputsOf({ inventory }: Inspected): string[] {
  return [...new Set(inventory.flows.flatMap(({ inputs }) => inputs))];
}

/** Throws Error if the users are not JSON. */
function settingsOf(form: FormData, inspected: Inspected | undefined): object {
  const field = (name: string): string => String(form.get(name) ?? '').trim();
  const names = inspected === undefined ? [] : inputsOf(inspected);
  const input = Object.fromEntries(names.map((name) => [name, field(`input:${name}`)]).filter(([, value]) => value !== ''));
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
