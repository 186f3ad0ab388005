import type { RowField } from '../row-fields.js';
import { moneyText, readMoney } from './money.js';

type Document = Readonly<Record<string, unknown>>;

/** Formats a value for its field. */
export function fieldText({ kind }: RowField, value: unknown): string {
  if (value === undefined) return '';
  if (kind === 'money' && typeof value === 'number') return moneyText(value);
  if (Array.isArray(value)) return value.join('\n');
  if (kind === 'pairs' && typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, text]) => `${name}=${text}`)
      .join('\n');
  return String(value);
}

/** The document with the values of the form. Empty fields are left out. */
export function documentOf(form: FormData, fields: readonly RowField[], document: Document): Document {
  const kept = Object.entries(document).filter(([name]) => !fields.some((field) => field.name === name));
  const said = fields.flatMap((field): [string, unknown][] => {
    if (field.kind === 'check') return [[field.name, form.get(field.name) === 'on']];
    const text = String(form.get(field.name) ?? '').trim();
    return text === '' ? [] : [[field.name, readValue(field, text)]];
  });
  return Object.fromEntries([...kept, ...said]);
}

/** Text that is not a valid value is sent unchanged, and the console's API explains the problem. */
function readValue({ kind }: RowField, text: string): unknown {
  const lines = text.split('\n').map((line) => line.trim());
  switch (kind) {
    case 'money':
      return readMoney(text) ?? text;
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    case 'lines':
      return lines.filter((line) => line !== '');
    case 'pairs':
      return Object.fromEntries(lines.filter((line) => line !== '').map(pairOf));
    default:
      return text;
  }
}

function pairOf(line: string): [string, string] {
  const at = line.includes('=') ? line.indexOf('=') : line.length;
  return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}
