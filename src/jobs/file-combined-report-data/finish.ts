import type { Advise } from '../../emulator/advisories/advise.js';
import { attemptRender } from '../../emulator/exports/attempt-render.js';
import type { SftpServer } from '../../emulator/feeds/feed-source.js';
import type { UploadedFile } from '../../emulator/feeds/write-sftp-files.js';
import type { JobContext } from '../../emulator/implement.js';
import type { Mail } from '../../emulator/outbox/outbox.js';
import { readRecipients } from '../../emulator/outbox/recipients.js';
import { render } from '../../emulator/templates/index.js';

import { shown } from '../../util/as-text.js';
import type { ExportInput } from './definition.js';
import type { FinishAction } from './on-finish.js';

/** More than any client sends. Further actions are ignored. */
const MAX_RUN = 20;
/** Longer messages are cut. */
const MESSAGE_LIMITS = { steps: 1_000_000, output: 100_000 };

/** The actions to run, or none in a test. Adds advisories about the other ones. */
export function actionsOf({ onFinish, test }: ExportInput, advise: Advise): readonly FinishAction[] {
  if (onFinish === undefined) return [];
  if (!Array.isArray(onFinish)) advise('on-finish-object');
  const actions = Array.isArray(onFinish) ? onFinish : [onFinish];
  for (const action of actions) {
    if (action.actionName === 'unknown') advise('on-finish-ignored', shown(action.written));
  }
  if (actions.length > MAX_RUN) advise('on-finish-ignored', `actions beyond the first ${MAX_RUN}`);
  return test === 'true' ? [] : actions.slice(0, MAX_RUN);
}

/** The labels to mark the reports with, without duplicates. */
export function labelsOf(actions: readonly FinishAction[]): string[] {
  return [...new Set(actions.flatMap((action) => (action.actionName === 'markAsExported' ? [action.label] : [])))];
}

/** The emails of an export. A message that is not a valid template is sent unchanged (assumed). */
export async function mailsOf(
  actions: readonly FinishAction[],
  {
    company,
    filenames,
    now,
    advise,
  }: { readonly company: string; readonly filenames: readonly string[]; readonly now: number; readonly advise: Advise },
): Promise<Mail[]> {
  const mails: Mail[] = [];
  for (const action of actions) {
    if (action.actionName !== 'email') continue;
    const to = readRecipients([action.recipients]);
    if (to.length === 0) {
      advise('on-finish-ignored', 'an email without recipients');
      continue;
    }
    const message = action.message ?? 'Your export is ready.';
    const attempt = await attemptRender(() => render(message, { filenames }, { now, limits: MESSAGE_LIMITS }), advise);
    const text = attempt.isRendered ? attempt.rendered.output : message.slice(0, MESSAGE_LIMITS.output);
    mails.push({ kind: 'export', company, to, subject: 'Your Expensify export is ready', text: `${text}\n\n${filenames.join('\n')}\n` });
  }
  return mails;
}

/** Starts the uploads without waiting for them. The outbox shows their results. */
export function startUploads(
  actions: readonly FinishAction[],
  files: readonly UploadedFile[],
  company: string,
  { parts, advise, cause }: Pick<JobContext, 'parts' | 'advise' | 'cause'>,
): void {
  for (const action of actions) {
    if (action.actionName !== 'sftpUpload') continue;
    const { sftpData: server } = action;
    const refusedHost = parts.uploads.refusedHost(server);
    if (refusedHost !== undefined) advise('upload-host-refused', refusedHost);
    const subject = files.map(({ name }) => name).join(', ');
    parts.outbox.put(
      { kind: 'upload', company, to: [addressOf(server)], subject, text: '' },
      { send: () => parts.uploads.send(server, files), cause },
    );
  }
}

/** Without the password. */
function addressOf({ host, port, login }: SftpServer): string {
  return `sftp://${login}@${host}:${port}`;
}
