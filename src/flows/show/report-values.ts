import { escapeMarkup } from '../../util/escape-markup.js';
import { isObject } from '../../util/is-object.js';
import type { Labelled } from './labelled.js';

/** Maximum length of a value on a page, because a page of several megabytes is unusable. */
const MAX_LENGTH = 20_000;
const MAX_PREVIEW_LENGTH = 120;

/** A value for people: short ones inline, objects and long texts in a scrolling box. */
export function valueHtml(value: unknown): string {
  if (value === undefined || value === null) return '<span class="none">nothing</span>';
  if (value === '') return '<span class="none">empty text</span>';
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  if (typeof value !== 'object' && text.length <= 100 && !text.includes('\n')) return `<code>${escapeMarkup(text)}</code>`;
  return preHtml(text);
}

export function preHtml(text: string): string {
  const left = text.length - MAX_LENGTH;
  const note = left > 0 ? `<p class="none">${left} more characters are not shown.</p>` : '';
  return `<pre tabindex="0">${escapeMarkup(text.slice(0, MAX_LENGTH))}</pre>${note}`;
}

/** Labels and values in two columns, with the wrong value marked; nothing if there are no values. */
export function valuesHtml(heading: string, values: readonly Labelled[], wrong?: string): string {
  if (values.length === 0) return '';
  const rows = values.map(([label, value]) => {
    const mark = label === wrong ? '✗ ' : '';
    return `<tr${mark === '' ? '' : ' class="wrong"'}><th scope="row">${mark}${escapeMarkup(label)}</th><td>${valueHtml(value)}</td></tr>`;
  });
  return `<h3>${escapeMarkup(heading)}</h3><div class="scroll"><table><tbody>${rows.join('')}</tbody></table></div>`;
}

/** The outputs of a card, in a few words. */
export function previewOf(outputs: readonly Labelled[]): string {
  const [only] = outputs;
  const text =
    outputs.length === 1 && only !== undefined ? shown(only[1]) : outputs.map(([label, value]) => `${label} = ${shown(value)}`).join(', ');
  return text.replace(/\s+/g, ' ').slice(0, MAX_PREVIEW_LENGTH);
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, MAX_PREVIEW_LENGTH);
}

/** JSON is indented; other text is unchanged. */
export function prettyJson(text: string): string {
  if (text.length > MAX_LENGTH * 10) return text;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) || Array.isArray(value) ? JSON.stringify(value, null, 2) : text;
  } catch {
    return text;
  }
}
