import type { z } from 'zod';
import { ENVELOPE } from '../contract/answer-of.js';
import type { InteractionRequest, requestSchema } from '../contract/schema.js';
import { writeInteraction } from '../contract/write.js';
import { decodedJob } from '../emulator/journal/decoded-job.js';
import type { JournalEntry } from '../emulator/journal/journal.js';
import { allStatements } from '../jobs/statements.js';
import { isScimURL } from '../protocol/scim/operations.js';
import { isObject } from '../util/is-object.js';
import { readJson } from '../util/read-json.js';
import { UserError } from '../util/user-error.js';
import { MANAGER_ID } from './emulator-provider.js';
import { anywhere, givenOfScim, NOT_ARRANGED, SCIM_ENDPOINT, whenOfScim } from './interaction-of-scim.js';
import { stubOf } from './make-of-exchange.js';

/** An exchange that can't become an interaction. The message gives the reason. */
class NotKept extends UserError {
  override readonly name = 'NotKept';
  readonly status = 409;
}

/**
 * Turns an exchange into a file for contracts/, with the decoded request and the response. It applies only to the emulator,
 * because the journal contains the emulator's responses. Throws NotKept if the journal kept only part of the exchange.
 */
export function interactionOf(entry: JournalEntry): string {
  const { id, request, response, answer, evidence = 'assumed', at, fault } = entry;
  for (const { body } of [request, response]) {
    if (/… \(\d+ characters in all\)$/.test(body))
      throw new NotKept("The journal kept only the start of this exchange, so it can't be exported as an interaction.");
  }
  const isScim = isScimURL(request.url);
  const why = answer === undefined ? undefined : NOT_ARRANGED.get(answer);
  if (why !== undefined) throw new NotKept(`${why}, so it can't be exported as an interaction.`);
  const given = { ...(isScim && givenOfScim(entry)), ...(fault !== undefined && { faults: [{ ...stubOf(entry) }] }) };
  return writeInteraction(`recorded: exchange ${id}`, {
    id: `recorded-${id}`,
    description: `The response to exchange ${id}`,
    exercises: [exercisedBy(answer, isScim ? SCIM_ENDPOINT : ENVELOPE)],
    evidence,
    source: `recorded from the emulator on ${at.slice(0, 10)}`,
    // Faults are armed before the request, not sent with it.
    ...(Object.keys(given).length > 0 && { given }),
    when: isScim ? whenOfScim(entry) : whenOf(entry),
    then: {
      ...(response.status !== 200 && { status: response.status }),
      ...(response.contentType !== 'application/json' && { contentType: response.contentType }),
      ...answerOf(response.body, isScim),
    },
    targets: ['emulator'],
  });
}

function whenOf(entry: JournalEntry): z.input<typeof requestSchema> {
  const { request } = entry;
  const { requestJobDescription: text, ...fields } = request.fields;
  return {
    ...(request.method !== 'POST' && { method: request.method, encoding: 'query' as const }),
    ...(request.contentType?.startsWith('multipart/') && { encoding: 'multipart' as const }),
    ...(text !== undefined && { job: withoutPair(entry) ?? text }),
    ...whose(entry),
    ...(Object.keys(fields).length > 0 && { fields: readAll(fields) }),
  };
}

/** The suite fills in the target's credentials. */
function withoutPair(entry: JournalEntry): Record<string, unknown> | undefined {
  const job = decodedJob(entry);
  if (job === undefined) return undefined;
  const { credentials, ...rest } = job;
  if (!isObject(credentials)) return { ...job };
  const { partnerUserID: _id, partnerUserSecret: _secret, ...others } = credentials;
  return Object.keys(others).length > 0 ? { ...rest, credentials: others } : rest;
}

/** Chooses which of the suite's credentials replace the ones that were sent. */
function whose(entry: JournalEntry): { credentials?: InteractionRequest['credentials'] } {
  const job = decodedJob(entry);
  if (job === undefined) return {};
  if (!isObject(job.credentials)) return { credentials: 'none' };
  if (entry.answer === 'wire/authentication-error') return { credentials: 'wrong' };
  return entry.pair === MANAGER_ID ? { credentials: 'manager' } : {};
}

function readAll(fields: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, readJson(text) ?? text]));
}

function answerOf(body: string, isScim: boolean): { body: unknown } | { text: string } {
  const json = readJson(body);
  return json === undefined ? { text: body } : { body: isScim ? anywhere(json) : json };
}

/** The response of a fault is not one of the protocol's answers. */
function exercisedBy(answer: string | undefined, otherwise: string): string {
  return answer !== undefined && allStatements().some(({ id }) => id === answer) ? answer : otherwise;
}
