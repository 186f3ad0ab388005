import type { FileExtension } from '../../jobs/file-combined-report-data/definition.js';
import type { Connection } from '../connection.js';
import { runLazily } from '../run-lazily.js';
import type { CallOptions } from './call-options.js';

type ReportState = 'OPEN' | 'SUBMITTED' | 'APPROVED' | 'REIMBURSED' | 'ARCHIVED';

/** Actions of the service after the files are created. */
type ExportAction =
  | { readonly actionName: 'markAsExported'; readonly label: string }
  /** `recipients` are separated by commas. `message` may be a template, which can use the list `filenames`. */
  | { readonly actionName: 'email'; readonly recipients: string; readonly message?: string }
  | {
      readonly actionName: 'sftpUpload';
      readonly sftpData: { readonly host: string; readonly login: string; readonly password: string; readonly port: number };
    };

/** At least one of `reportIDs`, `startDate` and `approvedAfter` is required. Dates have the format `yyyy-MM-dd`. */
export interface ExportFilters {
  readonly reportIDs?: readonly string[];
  /** Only reports that were submitted or created on this day or later. */
  readonly startDate?: string;
  readonly endDate?: string;
  /** Only reports that were approved after this day. */
  readonly approvedAfter?: string;
  readonly policyIDs?: readonly string[];
  /** Leaves out reports that already have this label. */
  readonly markedAsExported?: string;
}

export interface ExportRequest extends ExportFilters, CallOptions {
  /** A FreeMarker template. PDFs require one too, but do not show its output. */
  readonly template: string;
  readonly fileExtension: FileExtension | readonly FileExtension[];
  readonly fileBasename?: string;
  readonly includeFullPageReceiptsPdf?: boolean;
  readonly reportState?: readonly ReportState[];
  /** The most reports to export. */
  readonly limit?: number;
  readonly employeeEmail?: string;
  readonly onFinish?: readonly ExportAction[];
  /** If true, the actions of `onFinish` do not run. */
  readonly test?: boolean;
}

/** Dates have the format `yyyy-MM-dd`, and both are included. */
export interface CardExportRequest extends CallOptions {
  /** A FreeMarker template with `cards` instead of `reports`. Default: a CSV with the documented columns. */
  readonly template?: string;
  readonly domain: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly type: 'All' | 'Unreported';
  /** The name of a card feed, or `export_all_feeds`. */
  readonly feed?: string;
  readonly fileExtension?: 'csv' | 'txt' | 'json' | 'xml';
}

export interface FileMethods {
  /**
   * Renders reports with a template and returns the names of the files: one for each extension, and for `pdf` one for each
   * report. **Writes** if `onFinish` has actions that write. May take minutes, and is never repeated after a failure.
   * @example
   * const [name = ''] = await client.exportReports({ template, fileExtension: 'csv', startDate: '2026-01-01' });
   * const bytes = await client.download(name);
   */
  exportReports(request: ExportRequest): Promise<string[]>;
  /**
   * Renders the card expenses of a domain with a template and returns the name of the file, which is in the file system
   * `reconciliation`. Requires a domain admin. Is never repeated after a failure.
   * @example
   * const period = { startDate: '2026-01-01', endDate: '2026-01-31' };
   * const name = await client.exportCardExpenses({ template, domain: 'acme.example', type: 'All', ...period });
   * const bytes = await client.download(name, { fileSystem: 'reconciliation' });
   */
  exportCardExpenses(request: CardExportRequest): Promise<string>;
  /** Returns the bytes of a file that an export created. Writes nothing. */
  download(fileName: string, options?: { readonly fileSystem?: 'integrationServer' | 'reconciliation' } & CallOptions): Promise<Uint8Array>;
}

export function fileMethods(connection: Connection): FileMethods {
  return {
    exportReports: async ({ template, signal, ...request }) => {
      const names = await runLazily(
        connection,
        async () => (await import('../../jobs/file-combined-report-data/definition.js')).fileCombinedReportData,
        { job: exportJob(request), fields: { template }, signal },
      );
      return names
        .trim()
        .split(',')
        .filter((name) => name !== '');
    },
    exportCardExpenses: async ({ template, fileExtension = 'csv', signal, ...settings }) => {
      const job = { inputSettings: { ...settings, async: false }, outputSettings: { fileExtension } };
      const fields = template === undefined ? undefined : { template };
      const { filename } = await runLazily(
        connection,
        async () => (await import('../../jobs/reconciliation/definition.js')).reconciliation,
        { job, ...(fields !== undefined && { fields }), signal },
      );
      return filename;
    },
    download: (fileName, { fileSystem = 'integrationServer', signal } = {}) =>
      runLazily(connection, async () => (await import('../../jobs/download/definition.js')).download, {
        job: { fileName, fileSystem },
        signal,
      }),
  };
}

function exportJob(request: Omit<ExportRequest, 'template' | 'signal'>): Readonly<Record<string, unknown>> {
  const { fileExtension, fileBasename, includeFullPageReceiptsPdf, reportState, limit, employeeEmail, onFinish, test, ...filters } =
    request;
  const { reportIDs, policyIDs, ...days } = filters;
  return {
    onReceive: { immediateResponse: ['returnRandomFileName'] },
    inputSettings: {
      reportState: reportState?.join(','),
      // The API reference shows this value as text.
      limit: limit === undefined ? undefined : String(limit),
      employeeEmail,
      filters: { reportIDList: reportIDs?.join(','), policyIDList: policyIDs?.join(','), ...days },
    },
    outputSettings: {
      fileExtension: typeof fileExtension === 'string' ? fileExtension : fileExtension.join(','),
      fileBasename,
      includeFullPageReceiptsPdf,
    },
    onFinish,
    test: test === undefined ? undefined : String(test),
  };
}
