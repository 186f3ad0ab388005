import { useState } from 'preact/hooks';
import type { ListedSnapshot } from '../../snapshots.js';
import { apiPath, ask } from '../api.js';
import { dateTime } from '../date-time.js';
import { useAction, useResource } from '../hooks.js';
import { Changes } from '../requests/changes.js';
import { Button } from '../ui/button.js';
import { confirmed } from '../ui/confirm.js';
import { Empty } from '../ui/empty.js';
import { Input } from '../ui/field.js';
import { Form } from '../ui/form.js';
import { Problem } from '../ui/problem.js';
import { Said } from '../ui/said.js';
import { Table } from '../ui/table.js';
import { None } from '../ui/text.js';
import { type Difference, diffStates } from './state-diff.js';

interface Compared extends Difference {
  readonly name: string;
}

const pathOf = (name: string): string => apiPath('snapshots', name);

/** States with a name, kept until the emulator stops: save, compare with now, and return to one. */
export function Snapshots() {
  const { data, problem, reload } = useResource<{ snapshots: ListedSnapshot[] }>('snapshots');
  const { run, notice } = useAction();
  const [compared, setCompared] = useState<Compared>();
  const [name, setName] = useState('');
  const save = (): void => {
    run(async () => {
      const isKept = data?.snapshots.some((snapshot) => snapshot.name === name) === true;
      const question = { title: `Replace “${name}”?`, text: 'The state that it keeps will be gone.', action: 'Replace' };
      if (isKept && !(await confirmed(question))) return undefined;
      await ask(pathOf(name), { method: 'PUT' });
      setName('');
      reload();
      return `Saved “${name}”.`;
    });
  };
  const restore = (chosen: string): void =>
    run(async () => {
      const before = await ask<unknown>('state');
      await ask(`${pathOf(chosen)}/restore`, { method: 'POST' });
      return { text: `Restored “${chosen}”.`, undo: () => ask('state', { method: 'PUT', body: before }) };
    });
  const compare = (chosen: string): void =>
    run(async () => {
      const [then, now] = await Promise.all([ask<unknown>(pathOf(chosen)), ask<unknown>('state')]);
      setCompared({ name: chosen, ...diffStates(then, now) });
      return undefined;
    });
  const remove = (chosen: string): void =>
    run(async () => {
      const question = { title: `Delete “${chosen}”?`, text: 'The state that it keeps will be gone.', action: 'Delete' };
      if (!(await confirmed(question))) return undefined;
      await ask(pathOf(chosen), { method: 'DELETE' });
      reload();
      return `Deleted “${chosen}”.`;
    });
  return (
    <>
      <Form class="bar" aria-label="Save a snapshot" onSend={save}>
        <Input outer="grow" label="Name" required maxLength={80} value={name} placeholder="before the feed" onText={setName} />
        <button type="submit">Save snapshot</button>
      </Form>
      <Said {...notice} />
      <Problem text={problem} />
      <SnapshotTable snapshots={data?.snapshots ?? []} onRestore={restore} onCompare={compare} onRemove={remove} />
      {compared !== undefined && <Comparison title={`Changes since “${compared.name}”`} {...compared} />}
    </>
  );
}

interface TableProps {
  readonly snapshots: readonly ListedSnapshot[];
  readonly onRestore: (name: string) => void;
  readonly onCompare: (name: string) => void;
  readonly onRemove: (name: string) => void;
}

function SnapshotTable({ snapshots, onRestore, onCompare, onRemove }: TableProps) {
  if (snapshots.length === 0)
    return (
      <Empty icon="files" title="No snapshots yet.">
        <p>Save one before you try something, then compare or return to it.</p>
      </Empty>
    );
  return (
    <Table
      isWide
      label="Snapshots"
      head={['Name', 'Saved at', 'Size', 'Action']}
      rows={snapshots.map(({ name, at, characters }) => [
        name,
        dateTime(at),
        `${Math.ceil(characters / 1000)} kB`,
        <>
          <Button aria-label={`Compare ${name} with now`} onClick={() => onCompare(name)}>
            Compare
          </Button>{' '}
          <Button aria-label={`Restore ${name}`} onClick={() => onRestore(name)}>
            Restore
          </Button>{' '}
          <Button class="danger" aria-label={`Delete ${name}`} onClick={() => onRemove(name)}>
            Delete
          </Button>
        </>,
      ])}
    />
  );
}

export function Comparison({ title, changes, isMore }: Difference & { readonly title: string }) {
  return (
    <section class="stack" aria-label="Comparison">
      <h3>{title}</h3>
      {changes.length === 0 ? <None>Nothing has changed.</None> : <Changes entry={{ changes, hasMoreChanges: isMore }} />}
    </section>
  );
}
