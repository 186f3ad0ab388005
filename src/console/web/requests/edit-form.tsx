import { isScimOperation } from '../../../protocol/scim/operations.js';
import { Bar } from '../ui/bar.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { TextArea } from '../ui/field.js';
import { Form } from '../ui/form.js';
import { prettyText } from '../ui/pretty.js';
import { Quiet } from '../ui/text.js';
import type { Opened } from './opened.js';

/** What is sent instead of what was recorded. */
export interface Edited {
  readonly fields?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Props {
  readonly entry: Opened;
  readonly onSend: (edit: Edited) => void;
  readonly onClose: () => void;
}

/** The fields of a request as text to change. Its secret stays hidden; the console fills it in again. */
export function EditForm({ entry: { id, job, request }, onSend, onClose }: Props) {
  const isScim = job !== undefined && isScimOperation(job);
  const fields = isScim ? { Body: request.body } : request.fields;
  const send = (event: SubmitEvent & { currentTarget: HTMLFormElement }): void => {
    const form = new FormData(event.currentTarget);
    const read = (name: string): string => String(form.get(name) ?? '').replaceAll('\r\n', '\n');
    onSend(isScim ? { body: read('Body') } : { fields: Object.fromEntries(Object.keys(fields).map((name) => [name, read(name)])) });
  };
  return (
    <Dialog title={`Edit and replay #${id}`} kind="form" onClose={onClose}>
      <Form class="settings" onSend={send}>
        {Object.entries(fields).map(([name, text]) => (
          <TextArea
            key={name}
            label={name}
            name={name}
            rows={Math.min(16, prettyText(text).split('\n').length + 1)}
            spellcheck={false}
            defaultValue={prettyText(text)}
          />
        ))}
        <Quiet>Leave [redacted] where it is: the secret is filled in when the request is sent.</Quiet>
        <Bar>
          <button type="submit">Preview</button>
          <Button onClick={onClose}>Cancel</Button>
        </Bar>
      </Form>
    </Dialog>
  );
}
