import { isObject } from '../util/is-object.js';
import type { InteractionRequest } from './schema.js';

/** Everything a request may carry a job in is looked at: an object says what it is, a text must plainly read. */
export function isReadOnly({ job, body, path, fields }: InteractionRequest): boolean {
  if (typeof job === 'object' && job.type !== undefined && job.type !== 'get') return false;
  const texts = [job, body, path, fields.requestJobDescription].filter((part) => typeof part === 'string');
  return texts.every((text) => !WRITING.test(readable(text))) && typeof fields.requestJobDescription !== 'object';
}

const WRITING = /update|create|download|reconciliation|file/;

/** Without the percent-encoding that could hide a word; a text that is badly encoded stays as it is. */
function readable(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Of all that writes, only `update employees` knows a dry run, and only an object can be given the key. */
export function canBeDry({ job }: InteractionRequest): boolean {
  if (typeof job !== 'object' || job.type !== 'update') return false;
  const { inputSettings } = job;
  return isObject(inputSettings) && inputSettings.type === 'employees' && inputSettings.entity === 'generic';
}
