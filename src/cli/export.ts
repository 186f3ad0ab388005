import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '../client/create-client.js';
import { NotFoundError } from '../client/errors.js';
import type { ExportRequest } from '../client/methods/files.js';
import { sleep } from '../runtime/timer.js';
import { isDay } from '../util/date-text.js';
import { messageOf } from '../util/error-message.js';
import { orList } from '../util/or-list.js';
import { suggest } from '../util/suggest.js';
import { confirmLive } from './confirm-live.js';
import { type ClientTargetFlags, openTarget } from './provision-target.js';
import { readTextFile } from './read-text-file.js';
import { UsageError } from './usage-error.js';

export interface ExportFlags extends ClientTargetFlags {
  readonly template: string;
  readonly out: string;
  readonly format: string;
  readonly report?: readonly string[];
  readonly since?: string;
  readonly until?: string;
  readonly approvedAfter?: string;
  readonly state?: string;
  readonly policy?: readonly string[];
  readonly limit?: string;
  readonly employee?: string;
  readonly unmarked?: string;
  readonly mark?: string;
  readonly name?: string;
  readonly receipts?: boolean;
  readonly json?: boolean;
}

const warn = (message: string): void => {
  process.stderr.write(`${message}\n`);
};

/** Runs `export`: renders reports with a template, downloads the files, and returns the exit code. Throws UsageError. */
export async function exportReports(flags: ExportFlags): Promise<number> {
  // Files and options are read before credentials are looked for, because most mistakes are in them.
  const request = await requestOf(flags);
  const { client, account, service } = await openTarget(flags, process.env, warn);
  if (service.kind !== 'live' && service.isReal) warn(`Sending requests to ${client.url} as ${account}.`);
  const { mark, policy: policies } = flags;
  const effect =
    mark === undefined ? 'This reads reports and changes nothing.' : `This reads reports and marks them as exported with '${mark}'.`;
  await confirmLive(service, { account, policies, effect }, flags.yes);
  // The folder is created first. If that failed after the request, reports would be marked whose files were never saved.
  makeFolder(flags.out);
  const names = await exportWith(client, request, flags.template);
  const files: { readonly file: string; readonly bytes: number }[] = [];
  for (const name of names) {
    const bytes = await downloadWhenReady(client, assertPlainName(name));
    const file = join(flags.out, name);
    writeFile(file, bytes);
    files.push({ file, bytes: bytes.length });
  }
  process.stdout.write(flags.json === true ? `${JSON.stringify(files)}\n` : files.map(({ file }) => `${file}\n`).join(''));
  return 0;
}

async function exportWith(client: Client, request: ExportRequest, path: string): Promise<readonly string[]> {
  try {
    return await client.exportReports(request);
  } catch (error) {
    // The service doesn't say what is wrong with a template.
    if (messageOf(error).includes('render template')) warn(`To find the mistake, run: expensify-emulator template lint ${path}`);
    throw error;
  }
}

const FORMATS = ['csv', 'txt', 'json', 'xml', 'xlsx', 'xls', 'pdf'] as const;
const STATES = ['OPEN', 'SUBMITTED', 'APPROVED', 'REIMBURSED', 'ARCHIVED'] as const;

async function requestOf(flags: ExportFlags): Promise<ExportRequest> {
  const { report, since, until, approvedAfter, policy, limit, mark } = flags;
  for (const [flag, day] of Object.entries({ '--since': since, '--until': until, '--approved-after': approvedAfter })) {
    if (day !== undefined && !isDay(day)) throw new UsageError(`${flag} must be a day such as 2026-01-31, not '${day}'.`);
  }
  if (report === undefined && since === undefined && approvedAfter === undefined) {
    throw new UsageError('Choose the reports with --since DAY, --approved-after DAY or --report ID.');
  }
  if (limit !== undefined && !/^[1-9]\d{0,8}$/.test(limit))
    throw new UsageError(`--limit must be a whole number greater than 0, not '${limit}'.`);
  return {
    template: await readTemplate(flags.template),
    fileExtension: eachOf('--format', flags.format, FORMATS),
    ...(flags.name !== undefined && { fileBasename: flags.name }),
    ...(flags.receipts === true && { includeFullPageReceiptsPdf: true }),
    ...(report !== undefined && { reportIDs: report }),
    ...(since !== undefined && { startDate: since }),
    ...(until !== undefined && { endDate: until }),
    ...(approvedAfter !== undefined && { approvedAfter }),
    ...(flags.state !== undefined && { reportState: eachOf('--state', flags.state.toUpperCase(), STATES) }),
    ...(policy !== undefined && { policyIDs: policy }),
    ...(limit !== undefined && { limit: Number(limit) }),
    ...(flags.employee !== undefined && { employeeEmail: flags.employee }),
    ...(flags.unmarked !== undefined && { markedAsExported: flags.unmarked }),
    ...(mark !== undefined && { onFinish: [{ actionName: 'markAsExported', label: mark }] }),
  };
}

function eachOf<T extends string>(flag: string, text: string, known: readonly T[]): T[] {
  return text.split(',').map((word) => {
    const found = known.find((one) => one === word.trim());
    if (found === undefined) throw new UsageError(`${flag} '${word}' is not valid${suggest(word, known, `. Use ${orList(known)}.`)}`);
    return found;
  });
}

async function readTemplate(path: string): Promise<string> {
  const template = await readTextFile(path);
  if (template.trim() === '') throw new UsageError(`${path}: the template is empty.`);
  return template;
}

/** The service is not trusted with a path. */
function assertPlainName(name: string): string {
  if (/^[\w-][\w.-]{0,254}$/.test(name)) return name;
  throw new UsageError(
    `The service returned ${JSON.stringify(name.slice(0, 100))}, which is not a plain file name. That file was not written.`,
  );
}

/** A name comes before its file is ready (observed: clients that wait 2 s, or ask every 5 s). */
const WAITS_MS = [500, 2000, 5000, 5000, 5000, 5000, 5000];

async function downloadWhenReady(client: Client, name: string): Promise<Uint8Array> {
  for (let tries = 0; ; tries++) {
    try {
      return await client.download(name);
    } catch (error) {
      const wait = WAITS_MS[tries];
      if (!(error instanceof NotFoundError) || wait === undefined) throw error;
      warn(`${name} is not ready yet; trying again in ${wait / 1000} s.`);
      await sleep(wait);
    }
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new UsageError(`Can't create the folder ${path}: ${messageOf(error)}. Choose another one with --out.`);
  }
}

function writeFile(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes);
  } catch (error) {
    throw new UsageError(`Can't write ${path}: ${messageOf(error)}.`);
  }
}
