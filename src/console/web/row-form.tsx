import type { ShownRow } from '../read-rows.js';
import type { RowField } from '../row-fields.js';
import { ask, companyPath } from './api.js';
import { useAction, useResource } from './hooks.js';
import { documentOf, fieldText } from './row-fields.js';
import { Bar } from './ui/bar.js';
import { Button } from './ui/button.js';
import { Dialog } from './ui/dialog.js';
import { Input, Select, TextArea } from './ui/field.js';
import { Form } from './ui/form.js';
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
export function RowForm(props: Props) {
  const { data } = useResource<{ fields: Readonly<Record<string, readonly RowField[]>> }>('fields');
  return data === undefined ? null : <Fields {...props} fields={data.fields[props.collection] ?? []} />;
}

type FieldsProps = Props & { readonly fields: readonly RowField[] };

function Fields({ company, collection, title, row, defaults = {}, onSaved, onDeleted, onDelete, onClose, fields }: FieldsProps) {
  const { run, notice } = useAction();
  const document: Readonly<Record<string, unknown>> = { ...defaults, ...asObject(row?.document) };
  const save = (event: SubmitEvent & { currentTarget: HTMLFormElement }): void => {
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
    <Dialog title={title} kind="form" onClose={onClose}>
      <Form class="settings" onSend={save}>
        <div class="fields">
          {fields.map((field) => (
            <Field key={field.name} field={field} value={document[field.name]} isNew={row === undefined} />
          ))}
        </div>
        <Bar>
          <button type="submit" disabled={notice.isBusy}>
            Save
          </button>
          {row !== undefined && (
            <Button class="danger" onClick={onDelete ?? remove}>
              Delete
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
        </Bar>
        <Said {...notice} />
      </Form>
    </Dialog>
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
