import { isObject } from '../../util/is-object.js';
import { sayIssue, showPath } from '../../util/say-issue.js';
import { UserError } from '../../util/user-error.js';
import { answerOf } from '../answer-of.js';
import { buildRequest } from '../build-request.js';
import { readMarkedJson } from '../marked-json.js';
import type { Session } from '../provider.js';
import { canBeDry, dryRunOf, isReadOnly } from '../safe-to-send.js';
import { requestSchema } from '../schema.js';
import { send } from '../send.js';
import { fillTemplate } from '../template.js';
import { writeInteraction } from '../write.js';
import { sanitise } from './sanitise.js';

/** Something that is not sent, or not written; the message says why. */
export class RecordError extends UserError {
  override readonly name = 'RecordError';
}

export interface RecordOptions {
  readonly id: string;
  /** `{{policyID}}` and the like are filled in from the environment, and written as they stand. */
  readonly job: Readonly<Record<string, unknown>>;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly allowsWrites: boolean;
  /** Where it was recorded, and the day. */
  readonly source: string;
}

/**
 * Sends a job once and returns an interaction with the answer, made fit to be kept, as YAML. The pair is never in it.
 * A job that writes is sent as a dry run, when allowed at all. Throws RecordError.
 */
export async function recordInteraction(session: Session, options: RecordOptions): Promise<string> {
  const { id, job, fields, source } = options;
  const { credentials: _, ...asked } = job;
  const when = readRequest(asked, fields);
  const isDry = !isReadOnly(when);
  if (isDry && !options.allowsWrites)
    throw new RecordError('This job may write: record it with --allow-writes, which sends it as a dry run.');
  if (isDry && !canBeDry(when)) throw new RecordError('This job writes, and nothing makes a dry run of it: it is not sent.');
  const received = await send(session, buildRequest(fillTemplate(when, session.variables), session.endpoint, session.pairs, isDry));
  if (received === undefined) throw new RecordError('The connection was cut, so there is no answer to record.');
  const answer = readAnswer(received.text);
  const kept = sanitise(fields);
  const yaml = writeInteraction(`recorded: ${id}`, {
    id,
    description: `What the live service answered to ${id}`,
    exercises: [answerOf(asked, answer)],
    evidence: 'recorded',
    source,
    when: {
      job: isDry ? { ...asked, ...dryRunOf(asked) } : asked,
      ...(isObject(kept) && Object.keys(kept).length > 0 && { fields: kept }),
    },
    then: { ...(received.status !== 200 && { status: received.status }), body: sanitise(answer) },
  });
  return withoutPair(yaml, session);
}

function readRequest(job: Readonly<Record<string, unknown>>, fields: Readonly<Record<string, unknown>>): RequestOfContract {
  const read = requestSchema.safeParse({ job, fields }, { error: sayIssue });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new RecordError(`The job can't be sent: ${showPath(issue?.path ?? [], 'the job')} ${issue?.message}.`);
}

type RequestOfContract = ReturnType<typeof requestSchema.parse>;

function readAnswer(text: string): unknown {
  const answer = readMarkedJson(text);
  if (answer === undefined)
    throw new RecordError(`The answer is no JSON, and a text cannot be made fit to be kept: ${text.length} characters.`);
  return answer;
}

/** The last check: whatever way it came in, a pair is not written. */
function withoutPair(yaml: string, { pairs }: Session): string {
  const secrets = Object.values(pairs).flatMap(({ partnerUserID, partnerUserSecret }) => [partnerUserID, partnerUserSecret]);
  if (secrets.some((secret) => yaml.includes(secret)))
    throw new RecordError('The interaction would hold the pair itself: nothing was written.');
  return yaml;
}
