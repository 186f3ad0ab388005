import { useState } from 'preact/hooks';
import { Bar } from '../ui/bar.js';
import { Card } from '../ui/card.js';
import { CodeBlock } from '../ui/code-block.js';
import { Input, Select, TextArea } from '../ui/field.js';
import { Form } from '../ui/form.js';
import { pretty } from '../ui/pretty.js';

const EMPTY = { status: '', responseCode: '', responseMessage: '', latencyMs: '', mangle: '', nth: '', body: '' };
type Draft = typeof EMPTY;

const NUMBERS = [
  ['status', 'HTTP status', '200'],
  ['responseCode', 'responseCode', ''],
  ['latencyMs', 'Delay in ms', '0'],
  ['nth', 'Only the nth request', 'any'],
] as const;
const MANGLES = [
  ['', 'Nothing'],
  ['empty', 'Empty body'],
  ['truncate', 'Cut off halfway'],
  ['reset', 'Cut the connection'],
] as const;

/** A fault of one's own, with a preview of the response. */
export function CustomFault({ onArm }: { onArm: (effect: object) => void }) {
  const [draft, setDraft] = useState(EMPTY);
  const set = (change: Partial<Draft>): void => setDraft({ ...draft, ...change });
  const effect = effectOf(draft);
  const arm = (): void => {
    onArm(effect);
  };
  return (
    <Card title="A fault of your own">
      <Form class="sides" aria-label="Custom fault" onSend={arm}>
        <div class="stack">
          <div class="fields">
            {NUMBERS.map(([name, title, placeholder]) => (
              <Input
                key={name}
                label={title}
                inputMode="numeric"
                value={draft[name]}
                placeholder={placeholder}
                onText={(typed) => set({ [name]: typed.replace(/\D/g, '') })}
              />
            ))}
          </div>
          <Input label="responseMessage" value={draft.responseMessage} onText={(typed) => set({ responseMessage: typed })} />
          <TextArea
            label="Body, instead of the envelope"
            rows={3}
            spellcheck={false}
            value={draft.body}
            onText={(typed) => set({ body: typed })}
          />
          <Select label="Damage" value={draft.mangle} onText={(typed) => set({ mangle: typed })}>
            {MANGLES.map(([value, title]) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </Select>
          <Bar>
            <button type="submit" disabled={Object.keys(effect).every((key) => key === 'nth')}>
              Arm this fault
            </button>
          </Bar>
        </div>
        <CodeBlock label="Preview of the response" text={previewOf(draft)} />
      </Form>
    </Card>
  );
}

/** What is not filled in stays as the job responds. */
function effectOf({ responseMessage, body, mangle, ...numbers }: Draft): object {
  const texts = Object.entries({ responseMessage, body, mangle }).filter(([, value]) => value !== '');
  const given = Object.entries(numbers).flatMap(([name, value]) => (value === '' ? [] : [[name, Number(value)] as const]));
  return Object.fromEntries([...texts, ...given]);
}

function previewOf({ status, responseCode, responseMessage, body, latencyMs, mangle }: Draft): string {
  const delay = latencyMs === '' ? '' : `(after ${latencyMs} ms)\n`;
  if (mangle === 'reset') return `${delay}(the job runs, then the connection is cut)`;
  const own = body || (responseCode + responseMessage === '' ? '' : envelopeOf(responseCode, responseMessage));
  const ending = { truncate: own.slice(0, own.length / 2) || '(the first half of what the job responds)', empty: '' }[mangle];
  return `${delay}HTTP/1.1 ${status || '200'}\n\n${ending ?? (own || '(what the job responds)')}`;
}

function envelopeOf(code: string, message: string): string {
  return pretty({ ...(message !== '' && { responseMessage: message }), ...(code !== '' && { responseCode: Number(code) }) });
}
