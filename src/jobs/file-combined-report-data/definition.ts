import { z } from 'zod';
import { defineJob } from '../../protocol/define-job.js';
import { day, lenientBoolean, lenientInteger } from '../../protocol/lenient.js';
import { commaList, reportFilters } from '../../protocol/report-filters.js';
import { isObject } from '../../util/is-object.js';
import { list } from '../../util/lists.js';
import { once } from '../../util/once.js';
import { fileCombinedReportDataAnswers } from './answers.js';
import { onFinish } from './on-finish.js';
import { fileCombinedReportDataQuirks, fileCombinedReportDataRules } from './rules.js';

const FILE_EXTENSIONS = ['csv', 'xls', 'xlsx', 'txt', 'pdf', 'json', 'xml'] as const;
export type FileExtension = (typeof FILE_EXTENSIONS)[number];

/** The API's names of report states, with the site's. */
const REPORT_STATES = {
  OPEN: 'Open',
  SUBMITTED: 'Processing',
  APPROVED: 'Approved',
  REIMBURSED: 'Reimbursed',
  ARCHIVED: 'Closed',
} as const;
type ReportStatus = (typeof REPORT_STATES)[keyof typeof REPORT_STATES];

/** A string with one or several names separated by commas, or a JSON list. */
const fileExtension = once(() =>
  z
    .union([commaList(), list(z.string()).max(FILE_EXTENSIONS.length)])
    .refine((named) => named.length > 0 && named.every((name) => extensionOf(name) !== undefined))
    .transform((named) => [...new Set(named.flatMap((name) => extensionOf(name) ?? []))]),
);

/** JSON Schema of one or several names separated by commas. */
const namesPattern = (names: readonly string[]): string => `^(${names.join('|')})(,(${names.join('|')}))*$`;

const extensionOf = (name: string): FileExtension | undefined => FILE_EXTENSIONS.find((known) => known === name);

/** An empty list of states leaves nothing out. */
const reportState = once(() =>
  commaList()
    .refine((named) => named.every((state) => statusOf(state) !== undefined))
    .transform((named) => named.flatMap((state) => statusOf(state) ?? [])),
);

const statuses = new Map<string, ReportStatus>(Object.entries(REPORT_STATES));
const statusOf = (state: string): ReportStatus | undefined => statuses.get(state);

/** Clients send "" for filters that they do not use. */
const empty = once(() => z.literal('').transform(() => undefined));
const optionalText = once(() =>
  z
    .string()
    .transform((text) => text || undefined)
    .optional(),
);

const asksForName = (value: unknown): boolean =>
  isObject(value) && Array.isArray(value.immediateResponse) && value.immediateResponse[0] === 'returnRandomFileName';

const filters = once(() =>
  z.object({
    ...reportFilters(),
    approvedAfter: day('malformed-date').optional().describe('Leaves out reports approved on this day or before.'),
    policyIDList: commaList().optional().describe('Policy ids, separated by commas.'),
    markedAsExported: optionalText().describe('Leaves out reports marked with this label.'),
  }),
);

/** `file combinedReportData`, the Report Exporter: renders reports with a template into files. */
export const fileCombinedReportData = defineJob({
  type: 'file',
  subtype: 'combinedReportData',
  title: 'Export reports',
  writes: true,
  isRepeatable: false,
  contentType: { value: 'text/plain;charset=utf-8', evidence: 'recorded', source: 'expensify-rs replay fixtures, 2026-08' },
  fields: { template: { description: 'The template of the export, in FreeMarker.', neededBy: {} } },
  input: () =>
    z.object({
      onReceive: z
        .unknown()
        .refine(asksForName, 'no-immediate-response')
        .meta({ type: 'object', properties: { immediateResponse: { const: ['returnRandomFileName'] } }, required: ['immediateResponse'] }),
      inputSettings: z.object({
        reportState: reportState()
          .meta({ pattern: namesPattern(Object.keys(REPORT_STATES)) })
          .optional()
          .describe('OPEN, SUBMITTED, APPROVED, REIMBURSED and ARCHIVED, separated by commas.'),
        limit: z
          .union([empty(), lenientInteger().pipe(z.int().min(1))])
          .meta({
            anyOf: [
              { type: 'string', pattern: '^[1-9][0-9]{0,14}$' },
              { type: 'integer', minimum: 1 },
            ],
          })
          .optional(),
        employeeEmail: optionalText().describe('The account to export from. Needs permission from Expensify; open reports are left out.'),
        filters: filters()
          .refine(
            ({ reportIDList = [], startDate, approvedAfter }) => reportIDList.length > 0 || (startDate ?? approvedAfter) !== undefined,
            'missing-filter',
          )
          .meta({ anyOf: ['reportIDList', 'startDate', 'approvedAfter'].map((key) => ({ required: [key] })) }),
      }),
      outputSettings: z.object({
        fileExtension: fileExtension().meta({
          anyOf: [
            { type: 'string', pattern: namesPattern(FILE_EXTENSIONS) },
            { type: 'array', items: { enum: FILE_EXTENSIONS }, minItems: 1 },
          ],
        }),
        fileBasename: z.string().optional().describe('The start of the file names. Default: export.'),
        includeFullPageReceiptsPdf: lenientBoolean().default(false).describe('A page for each receipt; only with pdf.'),
        spreadsheetFilename: z.unknown().optional().describe('Ignored. An older reference describes it as a workbook stored by Expensify.'),
      }),
      // Documented as a string, so "true" is not a boolean that was sent as text.
      test: z
        .union([z.enum(['true', 'false']), z.boolean().transform(String)])
        .default('false')
        .describe('If true, the actions of onFinish do not run.'),
      onFinish: onFinish().optional().catch(undefined).describe('Actions after the export: email, markAsExported, sftpUpload.'),
    }),
  output: () => z.string(),
  read: () => z.string(),
  answers: fileCombinedReportDataAnswers,
  rules: fileCombinedReportDataRules,
  quirks: fileCombinedReportDataQuirks,
  notes: ['A PDF contains expenses and receipts as drawn by the emulator. The page layout of the live service is unknown.'],
});
export type ExportInput = z.output<typeof fileCombinedReportData.input>;
