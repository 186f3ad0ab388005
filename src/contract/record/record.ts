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

/** A request that is not sent, or a file that is not written. The message says why. */
export class RecordError extends UserError {
  override readonly name = 'RecordError';
}

export interface RecordOptions {
  readonly id: string;
  /** `{{policyID}}` and similar variables are filled in from the environment, and written as variables. */
  readonly job: Readonly<Record<string, unknown>>;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly allowsWrites: boolean;
  /** The place and day of the recording. */
  readonly source: string;
  /** What was recorded, for the description. Default: `the live service`. */
  readonly service?: string | undefined;
  /** Default: `recorded`. What an emulator responds is no evidence about the live service, and therefore `assumed`. */
  readonly evidence?: 'recorded' | 'assumed' | undefined;
}

/**
 * Sends a job once and returns an interaction with the anonymised response, as YAML. It never contains the credentials.
 * If writes are allowed, a job that writes is sent as a dry run. Throws RecordError.
 */
export async function recordInteraction(session: Session, options: RecordOptions): Promise<string> {
  const { id, job, fields, source, service = 'the live service', evidence = 'recorded' } = options;
  const { credentials: _, ...asked } = job;
  const when = readRequest(asked, fields);
  const isDry = !isReadOnly(when);
  if (isDry && !options.allowsWrites) throw new RecordError('This job may write. Use --allow-writes to send it as a dry run.');
  if (isDry && !canBeDry(when)) throw new RecordError('This job writes and has no dry run, so it was not sent.');
  const received = await send(session, buildRequest(fillTemplate(when, session.variables), session.endpoint, session.pairs, isDry));
  if (received === undefined) throw new RecordError('The connection was cut, so there is no response to record.');
  const answer = readAnswer(received.text);
  const kept = sanitise(fields);
  const yaml = writeInteraction(`recorded: ${id}`, {
    id,
    description: `Response of ${service} to ${id}`,
    exercises: [answerOf(asked, answer)],
    evidence,
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
    throw new RecordError(`The response is not JSON (${text.length} characters). Only JSON can be anonymised, so nothing was written.`);
  return answer;
}

/** The last check: credentials are never written, wherever they came from. */
function withoutPair(yaml: string, { pairs }: Session): string {
  const secrets = Object.values(pairs).flatMap(({ partnerUserID, partnerUserSecret }) => [partnerUserID, partnerUserSecret]);
  if (secrets.some((secret) => yaml.includes(secret)))
    throw new RecordError('The interaction would contain the credentials, so nothing was written.');
  return yaml;
}
