import type { Company } from '../../emulator/world/company.js';
import { jobError } from '../../protocol/define-job.js';
import { quirkOf } from '../../protocol/quirks.js';
import { dayOf } from '../../util/date-text.js';
import { type ExportInput, fileCombinedReportData } from './definition.js';

/** Throws if the period is more than a year and the company's quirk refuses that. `now` is in ms since 1970. */
export function assertPeriod({ quirks }: Company, { inputSettings: { filters } }: ExportInput, now: number): void {
  if (quirkOf(quirks, fileCombinedReportData, 'end-date') !== 'refused') return;
  const { startDate, approvedAfter, endDate = dayOf(now) } = filters;
  const start = startDate ?? approvedAfter;
  if (start !== undefined && yearAfter(start) < endDate) throw jobError(fileCombinedReportData, 'end-date');
}

/** `2025-01-31` → `2026-01-31` */
function yearAfter(day: string): string {
  return `${String(Number(day.slice(0, 4)) + 1).padStart(4, '0')}${day.slice(4)}`;
}
