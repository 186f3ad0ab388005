import { isObject } from '../../util/is-object.js';
import type { CardCall } from '../engine/card-call.js';
import { CardError, RunStopped } from '../engine/errors.js';
import type { Outputs } from '../engine/leave.js';
import type { ObjectValue } from '../engine/values.js';
import type { Slot } from '../export/model.js';
import { outputField } from '../okta/fields.js';
import { nextPage } from '../okta/next-page.js';
import type { OktaAnswer, OktaRequest } from '../okta/source.js';
import { suggestStub } from '../stubs/stubs.js';

/**
 * Sends a request to the source of the Okta cards. Throws CardError, with the status, for 400 or more, and RunStopped, with the
 * stub to paste, for a request that the source does not support.
 * @example await askOkta(call, { method: 'GET', path: oktaPath('users', '00u1') })
 */
export async function askOkta(call: CardCall, request: OktaRequest): Promise<OktaAnswer> {
  const { okta } = call.run;
  const answer = await okta.answer(request, call.sender);
  if (answer === undefined) throw new RunStopped('unstubbed', suggestStub(call.card, call.run.pack));
  if (answer.status >= 400) throw asError(answer, okta.hint(answer));
  return answer;
}

/** An error response as the card error that a flow sees, with the wording of the API. */
function asError({ status, body }: OktaAnswer, hint: string): CardError {
  const summary = isObject(body) && typeof body.errorSummary === 'string' ? body.errorSummary : `${status} response`;
  const causes = isObject(body) && Array.isArray(body.errorCauses) ? body.errorCauses.filter(isObject) : [];
  const cause = causes.map(({ errorSummary }) => (typeof errorSummary === 'string' ? ` (${errorSummary})` : '')).join('');
  return new CardError(`${summary}${cause}${hint}`, status, new Map([['body', body]]));
}

/** `/api/v1/users/00u1/groups`. Throws CardError for `.` and `..`, which would change the path. */
export function oktaPath(...names: readonly string[]): string {
  const odd = names.find((name) => /^\.{0,2}$/.test(name));
  if (odd !== undefined) throw new CardError(`'${odd}' is not an ID.`, 404);
  return `/api/v1/${names.map(encodeURIComponent).join('/')}`;
}

/** An object of the API. Throws CardError if the response is not an object. */
export function objectOf({ body }: OktaAnswer): ObjectValue {
  if (isObject(body)) return body;
  throw new CardError('The response from Okta is not an object.');
}

/** Pages of a list, from the Link headers, up to `most` records. Throws CardError if a response is not a list. */
export async function* pagesOf(call: CardCall, path: string, most: number): AsyncGenerator<readonly ObjectValue[]> {
  let left = most;
  for (let next: string | undefined = path; next !== undefined && left > 0; ) {
    const answer: OktaAnswer = await askOkta(call, { method: 'GET', path: next });
    if (!Array.isArray(answer.body)) throw new CardError('The response from Okta is not a list.');
    const records = answer.body.filter(isObject).slice(0, left);
    left -= records.length;
    yield records;
    next = nextPage(answer, call.run.okta);
    // Also stops at an empty page, because an org could return empty pages forever.
    if (records.length === 0) return;
  }
}

/** Outputs of a card from one record; all null if there is none. */
export function outputsOf(call: CardCall, record: ObjectValue): Outputs {
  return new Map(call.card.outputs.map((slot) => [slot.name, outputField(record, slot)]));
}

/** Outputs of a card that only changes something: the status, under the name that the card uses. */
export function statusOutputs(call: CardCall, { status }: OktaAnswer): Outputs {
  const isStatus = ({ key }: Slot): boolean => /^status\s?(?:code)?$/i.test(key);
  return new Map(call.card.outputs.map((slot) => [slot.name, isStatus(slot) ? status : null]));
}

/**
 * The id of a user, a group or an application, from an input with any of several names: `User/ID or Login`, `Group/id`.
 * Throws CardError if it is empty, because the API would then return a list.
 */
export function idInput(call: CardCall, what: 'User' | 'Group'): string {
  const { inputs } = call.card;
  const isNamed = ({ key, label }: Slot): boolean => [key, label].some((name) => name.toLowerCase().startsWith(`${what.toLowerCase()} id`));
  const isID = ({ key, label }: Slot): boolean => [key, label].some((name) => /^id\b/i.test(name));
  const ofGroup = inputs.filter(({ group }) => group === what);
  const slot = ofGroup.find(isNamed) ?? ofGroup.find(isID) ?? inputs.find(isNamed) ?? ofGroup[0] ?? inputs[0];
  const id = slot === undefined ? '' : call.text(slot.name).trim();
  if (id === '') throw new CardError(`Input '${slot?.label ?? 'ID'}' is empty. Set it to the ID of a ${what.toLowerCase()}.`, 404);
  return id;
}

/** True for Yes in a Yes/No input, and for True in a True/False input. */
export function isYes(value: unknown): boolean {
  return value === true || /^(?:yes|true)$/i.test(String(value));
}
