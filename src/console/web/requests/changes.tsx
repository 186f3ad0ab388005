import { Fragment } from 'preact';
import type { JournalEntry } from '../../../emulator/journal/journal.js';
import type { WorldChange } from '../../../emulator/world/changes.js';
import { None } from '../ui/text.js';

const COLOURS = { added: 'good', removed: 'bad', changed: 'info' } as const;

/** Shows what a request changed, or would change, in the company: each key before and after. */
export function Changes({ entry, title }: { entry: Pick<JournalEntry, 'changes' | 'hasMoreChanges'>; title?: string }) {
  const { changes, hasMoreChanges } = entry;
  if (changes === undefined) return null;
  return (
    <>
      {title !== undefined && <h3>{title}</h3>}
      <div class="diff">
        {changes.map((change) => (
          <Change key={`${change.collection} ${change.key}`} change={change} />
        ))}
      </div>
      {hasMoreChanges === true && <None>Only the first {changes.length} changes are shown.</None>}
    </>
  );
}

export function Change({ change }: { change: WorldChange }) {
  const { collection, key, before, after } = change;
  const what = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return (
    <div>
      <div class="diff-head">
        <h4>
          <span class="quiet">{collection}</span> {key}
          <span class="hidden">: {what}</span>
        </h4>
        <span class={`badge ${COLOURS[what]}`} aria-hidden="true">
          {what}
        </span>
      </div>
      <dl>
        {keysOf(before, after).map((name) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>
              {before !== undefined && shown(before, name) !== '' && <del>{shown(before, name)}</del>}
              {before !== undefined && after !== undefined && ' → '}
              {after !== undefined && <ins>{shown(after, name) || '(empty)'}</ins>}
            </dd>
          </Fragment>
        ))}
      </dl>
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
