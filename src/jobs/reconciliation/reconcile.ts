import { changeCompany } from '../../emulator/change-company.js';
import { attemptRender } from '../../emulator/exports/attempt-render.js';
import { renderReconciliation } from '../../emulator/exports/card/render-reconciliation.js';
import { CONTENT_TYPES } from '../../emulator/file-formats/content-types.js';
import type { JobContext, Standing } from '../../emulator/implement.js';
import type { Mail } from '../../emulator/outbox/outbox.js';
import { readRecipients } from '../../emulator/outbox/recipients.js';
import type { Company, Transaction } from '../../emulator/world/company.js';
import { addFiles, MAX_FILE_BYTES, type NewFile } from '../../emulator/world/files.js';
import { isDomainAdmin } from '../../emulator/world/people.js';
import { jobError } from '../../protocol/define-job.js';
import { wireError } from '../../protocol/wire-answers.js';
import { inSlices, type Work } from '../../runtime/slices.js';
import type { Soon } from '../../runtime/soon.js';
import { chooseCards } from './choose-cards.js';
import { defaultTemplate } from './default-template.js';
import { type ReconciliationInput, reconciliation } from './definition.js';

interface Reconciled {
  readonly answer: 'exported';
  readonly body: { readonly filename: string; readonly responseMessage: string };
}

/** Gives up if the company is replaced this many times while the file is made. */
const MAX_TRIES = 3;

export async function reconcile(input: ReconciliationInput, context: JobContext): Promise<Reconciled> {
  const recipients = recipientsOf(input, context);
  const template = context.fields.get('template') || defaultTemplate;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const { company, content } = await print(input, context, template);
    const filename = `is_reconciliation_${context.parts.ids.transaction()}.${input.outputSettings.fileExtension}`;
    const isKept = await keep({ company, filename, content }, input, context, recipients);
    if (isKept) return { answer: 'exported', body: { filename, responseMessage: 'OK' } };
  }
  throw wireError('internal-error', { problem: 'the company was replaced again and again while the file was made' });
}

interface Printed {
  /** The company of the expenses. */
  readonly company: Company;
  readonly content: Uint8Array<ArrayBuffer>;
}

async function print(input: ReconciliationInput, { standing, parts, advise }: JobContext, template: string): Promise<Printed> {
  const stands = standing();
  permit(stands, input);
  const { company } = stands;
  const cards = await inSlices(chooseCards(company, input));
  const options = { now: parts.clock.now(), isCsv: input.outputSettings.fileExtension === 'csv', limits: { output: MAX_FILE_BYTES } };
  const attempt = await attemptRender(() => renderReconciliation(template, company, cards, options), advise);
  if (!attempt.isRendered) {
    throw attempt.isOurs
      ? jobError(reconciliation, 'template-not-run', { problem: attempt.problem })
      : jobError(reconciliation, 'not-written');
  }
  const content = new TextEncoder().encode(attempt.rendered.output);
  if (content.length > MAX_FILE_BYTES) {
    throw jobError(reconciliation, 'file-not-made', { problem: `it is larger than ${MAX_FILE_BYTES} bytes.` });
  }
  return { company, content };
}

function permit({ company, account }: Standing, { inputSettings }: ReconciliationInput): void {
  const isTheirs = isDomainAdmin(company, account) && company.domains.has(inputSettings.domain.toLowerCase());
  if (!isTheirs) throw jobError(reconciliation, 'not-domain-admin');
}

/** Stores the file and sends the emails. False if the company was replaced in the meantime. */
function keep(
  { company, filename, content }: Printed & { readonly filename: string },
  { outputSettings }: ReconciliationInput,
  context: JobContext,
  recipients: readonly string[],
): Soon<boolean> {
  return changeCompany(context, {
    compute: (standing, transaction) => {
      const { accountID } = standing.account;
      const contentType = CONTENT_TYPES[outputSettings.fileExtension];
      const file: NewFile = { name: filename, fileSystem: 'reconciliation', accountID, contentType, content };
      return store(transaction, standing.company === company ? file : undefined, context.parts.clock.now());
    },
    finish: (isKept) => isKept,
    committed: (isKept) => {
      if (isKept && recipients.length > 0) context.parts.outbox.put(readyMail(company.id, recipients, filename), context);
    },
  });
}

function recipientsOf({ onFinish }: ReconciliationInput, { advise }: JobContext): string[] {
  if (onFinish === undefined) return [];
  if (!Array.isArray(onFinish)) advise('on-finish-object');
  const actions = Array.isArray(onFinish) ? onFinish : [onFinish];
  for (const { actionName } of actions) if (actionName !== 'email') advise('on-finish-ignored', actionName ?? 'no actionName');
  return readRecipients(actions.flatMap(({ actionName, recipients = '' }) => (actionName === 'email' ? [recipients] : [])));
}

function readyMail(company: string, to: readonly string[], filename: string): Mail {
  const text = `Your reconciliation is ready.\n\n${filename}\n`;
  return { kind: 'export', company, to, subject: 'Your Expensify reconciliation is ready', text };
}

/** Without a file, which is that of a company that was replaced, nothing is stored. */
function* store(transaction: Transaction, file: NewFile | undefined, now: number): Work<boolean> {
  if (file === undefined) return false;
  yield* addFiles(transaction, [file], now);
  return true;
}
