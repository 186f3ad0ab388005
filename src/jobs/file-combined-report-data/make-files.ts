import type { Advise } from '../../emulator/advisories/advise.js';
import { attemptRender } from '../../emulator/exports/attempt-render.js';
import { renderExport } from '../../emulator/exports/render-export.js';
import { CONTENT_TYPES } from '../../emulator/file-formats/content-types.js';
import { FileLimitError } from '../../emulator/file-formats/file-limit-error.js';
import { writeWorkbook } from '../../emulator/file-formats/write-workbook.js';
import type { Company } from '../../emulator/world/company.js';
import type { Report } from '../../emulator/world/entities/report.js';
import { MAX_FILE_BYTES, MAX_FILES } from '../../emulator/world/files.js';
import { jobError } from '../../protocol/define-job.js';
import { quirkOf } from '../../protocol/quirks.js';
import { DEFAULT_TEMPLATE, expenseTable } from './default-template.js';
import { type ExportInput, type FileExtension, fileCombinedReportData } from './definition.js';
import { makePdfs } from './make-pdfs.js';

/** A file, with only the part of its name that differs from the other files of the export. */
export interface MadeFile {
  /** `.csv`, `-2080715894610667.pdf`. */
  readonly ending: string;
  readonly contentType: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** The input of an export. */
export interface Sources {
  readonly company: Company;
  readonly reports: readonly Report[];
  readonly template: string;
  /** Milliseconds since 1970, for `.now`. */
  readonly now: number;
  readonly advise: Advise;
}

/** The files of an export, in the requested order of extensions. Throws the errors about templates and files. */
export async function makeFiles(sources: Sources, { outputSettings }: ExportInput): Promise<MadeFile[]> {
  const { fileExtension, includeFullPageReceiptsPdf } = outputSettings;
  const print = createPrinter(sources);
  const files: MadeFile[] = [];
  let bytes = 0;
  const keep = (ending: string, extension: FileExtension, content: Uint8Array): void => {
    bytes += content.length;
    if (bytes > MAX_FILE_BYTES) throw notMade(`its files are larger than ${MAX_FILE_BYTES} bytes.`);
    files.push({ ending, contentType: CONTENT_TYPES[extension], content: ownBytes(content) });
  };
  for (const extension of fileExtension) {
    if (extension !== 'pdf') {
      keep(`.${extension}`, extension, await makeFile(extension, print));
      continue;
    }
    if (sources.reports.length > MAX_FILES)
      throw notMade(`${sources.reports.length} reports need one PDF each, and an export can have ${MAX_FILES} files.`);
    for await (const { oldReportID, content } of makePdfs(sources, includeFullPageReceiptsPdf))
      keep(`-${oldReportID}.pdf`, extension, content);
  }
  return files;
}

type Print = (template: string) => Promise<string>;

async function makeFile(extension: Exclude<FileExtension, 'pdf'>, print: { own: string; render: Print }): Promise<Uint8Array> {
  if (extension !== 'xls' && extension !== 'xlsx') return new TextEncoder().encode(await print.render(print.own));
  const text = await print.render(print.own.trim() === DEFAULT_TEMPLATE ? expenseTable : print.own);
  try {
    return await writeWorkbook(text, extension);
  } catch (error) {
    throw error instanceof FileLimitError ? notMade(error.message) : error;
  }
}

/** Renders each template once, even if several files use its output. */
function createPrinter({ company, reports, template, now, advise }: Sources): { own: string; render: Print } {
  const printed = new Map<string, Promise<string>>();
  const render = async (text: string): Promise<string> => {
    const options = {
      now,
      limits: { output: MAX_FILE_BYTES },
      absent: quirkOf(company.quirks, fileCombinedReportData, 'absent-values'),
      batchSize: Number(quirkOf(company.quirks, fileCombinedReportData, 'batch-size')),
    };
    const attempt = await attemptRender(() => renderExport(text, company, reports, options), advise);
    if (attempt.isRendered) return attempt.rendered.output;
    const { isOurs, problem } = attempt;
    throw jobError(fileCombinedReportData, isOurs ? 'template-not-run' : 'template-error', { problem });
  };
  return {
    own: template,
    render: (text) => {
      const known = printed.get(text) ?? render(text);
      printed.set(text, known);
      return known;
    },
  };
}

function notMade(problem: string): Error {
  return jobError(fileCombinedReportData, 'file-not-made', { problem });
}

/** Copies the bytes, so that a file kept for days does not retain a larger buffer. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
