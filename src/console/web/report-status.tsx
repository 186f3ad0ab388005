import type { ReportStatus } from '../../emulator/world/entities/report.js';
import { Badge } from './ui/badge.js';

const COLOURS: Readonly<Record<ReportStatus, string>> = {
  Open: 'plain',
  Processing: 'warn',
  Approved: 'good',
  Reimbursed: 'good',
  Closed: 'plain',
};

export function Status({ status }: { status: ReportStatus }) {
  return <Badge as={COLOURS[status]}>{status}</Badge>;
}
