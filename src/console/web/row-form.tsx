import { useEffect, useRef } from 'preact/hooks';
import type { ShownRow } from '../read-rows.js';
import { ask, companyPath } from './api.js';
import { useAction } from './hooks.js';
import { documentOf, fieldText, ROW_FIELDS, type RowField } from './row-fields.js';
import { Button } from './ui/button.js';
import { Input, Select, TextArea } from './ui/field.js';
import { Said } from './ui/said.js';

interface Props {
  readonly company: string;
  readonly collection: string;
  readonly title: string;
  /** Undefined for a new row. */
  readonly row: ShownRow | undefined;
  /** The defaults of a new row. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  readonly onSaved?: (key: string) => void;
  readonly onDeleted?: () => void;
  /** Deletes the row, where more goes with it than the row. Default: the row alone is deleted, and can be put back. */
  readonly onDelete?: () => void;
  readonly onClose: () => void;
}

/** Adds, edits or deletes a row directly, without a job. */
export function RowForm({ company, collection, title, row, defaults = {}, onSaved, onDeleted, onDelete, onClose }: Props) {
  const { run, notice } = useAction();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const fields = ROW_FIELDS[collection] ?? [];
  const document: Readonly<Record<string, unknown>> = { ...defaults, ...asObject(row?.document) };
  const save = (event: SubmitEvent & { currentTarget: HTMLFormElement }): void => {
    event.preventDefault();
    const body = documentOf(new FormData(event.currentTarget), fields, document);
    run(async () => {
      const saved = await ask<ShownRow>(companyPath(company, collection), { method: 'PUT', body });
      onClose();
      onSaved?.(saved.key);
      return 'Saved.';
    });
  };
  const remove = (): void =>
    run(async () => {
      await ask(companyPath(company, collection, row?.key ?? ''), { method: 'DELETE' });
      onClose();
      onDeleted?.();
      return { text: 'Deleted.', undo: () => ask(companyPath(company, collection), { method: 'PUT', body: row?.document }) };
    });
  return (
    <dialog ref={dialog} class="form" onClose={onClose} aria-label={title}>
      <form onSubmit={save}>
        <h2>{title}</h2>
        <div class="fields">
          {fields.map((field) => (
            <Field key={field.name} field={field} value={document[field.name]} isNew={row === undefined} />
          ))}
        </div>
        <div class="bar">
          <button type="submit" disabled={notice.isBusy}>
            Save
          </button>
          {row !== undefined && (
            <Button class="danger" onClick={onDelete ?? remove}>
              Delete
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
        </div>
        <Said {...notice} />
      </form>
    </dialog>
  );
}

const INPUT_MODES: Readonly<Record<string, 'decimal' | 'email'>> = { money: 'decimal', number: 'decimal', email: 'email' };
const PLACEHOLDERS: Readonly<Record<string, string>> = { date: 'YYYY-MM-DD', dateTime: 'YYYY-MM-DD HH:MM:SS' };

function Field({ field, value, isNew }: { field: RowField; value: unknown; isNew: boolean }) {
  const { name, title, kind, options, isRequired = false, isKey = false } = field;
  const text = fieldText(field, value);
  if (kind === 'check')
    return (
      <label class="check">
        <input type="checkbox" name={name} defaultChecked={value === true} />
        {title}
      </label>
    );
  if (options !== undefined)
    return (
      <Select label={title} name={name}>
        {options.map((option) => (
          <option key={option} selected={option === text}>
            {option}
          </option>
        ))}
      </Select>
    );
  if (kind === 'lines' || kind === 'pairs')
    return <TextArea outer="whole" label={title} name={name} rows={3} spellcheck={false} defaultValue={text} />;
  return (
    <Input
      label={title}
      name={name}
      type="text"
      inputMode={INPUT_MODES[kind]}
      placeholder={PLACEHOLDERS[kind]}
      required={isRequired}
      readOnly={isKey && !isNew}
      defaultValue={text}
    />
  );
}

function asObject(document: unknown): object {
  return typeof document === 'object' && document !== null ? document : {};
}
