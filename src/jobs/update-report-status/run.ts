import { changeCompany } from '../../emulator/change-company.js';
import { implement } from '../../emulator/implement.js';
import { updateReportStatus } from './definition.js';
import { reimburse } from './reimburse.js';
import { samples } from './samples.js';

export const runUpdateReportStatus = implement(
  updateReportStatus,
  async ({ inputSettings }, context) => {
    const { failedReports, skippedReports, reportIDs } = await changeCompany(context, {
      compute: (standing, transaction) => reimburse(standing, transaction, inputSettings, context.parts.clock.now()),
    });
    const body = {
      ...(failedReports.length > 0 && { failedReports }),
      ...(skippedReports.length > 0 && { skippedReports }),
      reportIDs,
    };
    if (failedReports.length > 0) return { answer: 'partly-failed', body };
    return { answer: skippedReports.length > 0 ? 'updated-with-skips' : 'updated', body };
  },
  { samples },
);
