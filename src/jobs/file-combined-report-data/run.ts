import { implement } from '../../emulator/implement.js';
import { fileCombinedReportData } from './definition.js';
import { samples } from './samples.js';

/** Templates and file formats are a quarter of the emulator, so they are loaded with the first export. */
export const runFileCombinedReportData = implement(
  fileCombinedReportData,
  async (input, context) => (await import('./export-reports.js')).exportReports(input, context),
  { samples },
);
