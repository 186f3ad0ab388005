import type { ReportStatus } from '../../emulator/world/entities/report.js';

const COLOURS: Readonly<Record<ReportStatus, string>> = {
  Open: 'plain',
  Processing: 'warn',
  Approved: 'good',
  Reimbursed: 'good',
  Closed: 'plain',
};

export function Status({ status }: { status: ReportStatus }) {
  return <span class={`badge ${COLOURS[status]}`}>{status}</span>;
}
