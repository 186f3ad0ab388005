import type { JournalEntry } from '../../emulator/journal/journal.js';
import type { WorldChange } from '../../emulator/world/changes.js';
import { Table } from './parts.js';

/** What a request changed in the company, or would change: before and after, key by key. */
export function Changes({ entry, title }: { entry: Pick<JournalEntry, 'changes' | 'hasMoreChanges'>; title: string }) {
  const { changes, hasMoreChanges } = entry;
  if (changes === undefined) return null;
  return (
    <>
      <h3>{title}</h3>
      {changes.map((change) => (
        <Change key={`${change.kind} ${change.policyID} ${change.email}`} change={change} />
      ))}
      {hasMoreChanges === true && <p class="none">There were more; the first {changes.length} are kept.</p>}
    </>
  );
}

function Change({ change }: { change: WorldChange }) {
  const { kind, email, policyID, before, after } = change;
  const what = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  const title = `${kind === 'member' ? `Member of ${policyID}` : 'Account'} ${email}: ${what}`;
  return (
    <div class="change">
      <h4>{title}</h4>
      <Table label={title} head={['Key', 'Before', 'After']}>
        {keysOf(before, after).map((key) => (
          <tr key={key}>
            <th scope="row">{key}</th>
            <td>{before === undefined ? '' : <del>{shown(before, key)}</del>}</td>
            <td>{after === undefined ? '' : <ins>{shown(after, key)}</ins>}</td>
          </tr>
        ))}
      </Table>
    </div>
  );
}

/** Only what differs. */
function keysOf(before: object | undefined, after: object | undefined): string[] {
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...keys].filter((key) => shown(before ?? {}, key) !== shown(after ?? {}, key));
}

function shown(value: object, key: string): string {
  const found: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
  if (found === undefined) return '';
  return typeof found === 'string' ? found : JSON.stringify(found);
}
