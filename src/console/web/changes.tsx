import type { JournalEntry } from '../../emulator/journal/journal.js';
import type { WorldChange } from '../../emulator/world/changes.js';
import { Table } from './parts.js';

/** Shows what a request changed, or would change, in the company: each key before and after. */
export function Changes({ entry, title }: { entry: Pick<JournalEntry, 'changes' | 'hasMoreChanges'>; title: string }) {
  const { changes, hasMoreChanges } = entry;
  if (changes === undefined) return null;
  return (
    <>
      <h3>{title}</h3>
      {changes.map((change) => (
        <Change key={`${change.collection} ${change.key}`} change={change} />
      ))}
      {hasMoreChanges === true && <p class="none">Only the first {changes.length} changes are shown.</p>}
    </>
  );
}

function Change({ change }: { change: WorldChange }) {
  const { collection, key, before, after } = change;
  const what = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  const title = `${collection} ${key}: ${what}`;
  return (
    <div class="change">
      <h4>{title}</h4>
      <Table label={title} head={['Key', 'Before', 'After']}>
        {keysOf(before, after).map((name) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{before === undefined ? '' : <del>{shown(before, name)}</del>}</td>
            <td>{after === undefined ? '' : <ins>{shown(after, name)}</ins>}</td>
          </tr>
        ))}
      </Table>
    </div>
  );
}

/** Only the keys that differ. */
function keysOf(before: unknown, after: unknown): string[] {
  const keys = new Set([...Object.keys(fields(before)), ...Object.keys(fields(after))]);
  return [...keys].filter((key) => shown(before, key) !== shown(after, key));
}

function shown(document: unknown, key: string): string {
  const found: unknown = Object.getOwnPropertyDescriptor(fields(document), key)?.value;
  if (found === undefined) return '';
  return typeof found === 'string' ? found : JSON.stringify(found);
}

/** A document that is only a string, such as a domain admin's address, has one field named `value`. */
function fields(document: unknown): object {
  if (document === undefined) return {};
  return typeof document === 'object' && document !== null ? document : { value: document };
}
