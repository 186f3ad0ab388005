import { changeCompany } from '../../emulator/change-company.js';
import type { JobContext } from '../../emulator/implement.js';
import type { Mail } from '../../emulator/outbox/outbox.js';
import type { Company, Transaction } from '../../emulator/world/company.js';
import type { Report } from '../../emulator/world/entities/report.js';
import { addFiles, type NewFile } from '../../emulator/world/files.js';
import { jobError } from '../../protocol/define-job.js';
import { wireError } from '../../protocol/wire-answers.js';
import { inSlices, type Work } from '../../runtime/slices.js';
import type { Soon } from '../../runtime/soon.js';
import { assertPeriod } from './assert-period.js';
import { chooseReports } from './choose-reports.js';
import { type ExportInput, fileCombinedReportData } from './definition.js';
import { readBasename } from './file-name.js';
import { actionsOf, labelsOf, mailsOf, startUploads } from './finish.js';
import { makeFiles } from './make-files.js';
import { markReports } from './mark-reports.js';
import type { FinishAction } from './on-finish.js';

interface Exported {
  readonly answer: 'exported' | 'exported-several';
  /** The names of the files. */
  readonly body: string;
}

/** Gives up if the company is replaced this many times while files are made. */
const MAX_TRIES = 3;

/** Other requests run while reports are chosen and files are made. Storing and marking happen in one change of the company. */
export async function exportReports(input: ExportInput, context: JobContext): Promise<Exported> {
  const { fields, company, parts, advise } = context;
  const template = fields.get('template') ?? '';
  if (template === '') throw jobError(fileCombinedReportData, 'no-template');
  assertPeriod(company, input, parts.clock.now());
  const actions = actionsOf(input, advise);
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const names = await keep(await make(input, context, template, actions), context, actions);
    if (names !== undefined) return { answer: names.length > 1 ? 'exported-several' : 'exported', body: names.join(',') };
  }
  throw wireError('internal-error', { problem: 'the company was replaced again and again while the export was made' });
}

/** A finished export that is not stored yet. */
interface Made {
  /** The company of the reports. */
  readonly company: Company;
  readonly reports: readonly Report[];
  readonly files: readonly Omit<NewFile, 'accountID'>[];
  readonly mails: readonly Mail[];
}

async function make(
  input: ExportInput,
  { standing, parts, advise }: JobContext,
  template: string,
  actions: readonly FinishAction[],
): Promise<Made> {
  const exporter = standing();
  const { company } = exporter;
  const now = parts.clock.now();
  const reports = await inSlices(chooseReports(exporter, input));
  const made = await makeFiles({ company, reports, template, now, advise }, input);
  const start = `${readBasename(input.outputSettings.fileBasename)}${parts.ids.uuid()}`;
  const files = made.map(({ ending, ...file }) => ({ ...file, name: `${start}${ending}`, fileSystem: 'integrationServer' as const }));
  const mails = await mailsOf(actions, { company: company.id, filenames: files.map(({ name }) => name), now, advise });
  return { company, reports, files, mails };
}

/** Stores the files, marks the reports and runs the remaining actions. Undefined if the company was replaced in the meantime. */
function keep({ company, reports, files, mails }: Made, context: JobContext, actions: readonly FinishAction[]): Soon<string[] | undefined> {
  const { parts } = context;
  return changeCompany(context, {
    compute: ({ account, company: current }, transaction) =>
      store(transaction, current === company ? files : undefined, reports, {
        labels: labelsOf(actions),
        accountID: account.accountID,
        now: parts.clock.now(),
      }),
    finish: (isStored) => (isStored ? files.map(({ name }) => name) : undefined),
    committed: (names) => {
      if (names === undefined) return;
      for (const mail of mails) parts.outbox.put(mail, context);
      startUploads(actions, files, company.id, context);
    },
  });
}

/** Without files, which are those of a company that was replaced, nothing is stored. */
function* store(
  transaction: Transaction,
  files: Made['files'] | undefined,
  reports: Made['reports'],
  mark: Parameters<typeof markReports>[2],
): Work<boolean> {
  if (files === undefined) return false;
  const { accountID, now } = mark;
  yield* addFiles(
    transaction,
    files.map((file) => ({ ...file, accountID })),
    now,
  );
  yield* markReports(transaction, reports, mark);
  return true;
}
