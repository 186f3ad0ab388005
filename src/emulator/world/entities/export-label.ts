import { z } from 'zod';
import { list } from '../../../util/lists.js';
import { defineCollection } from '../collection.js';
import { dateTime } from './fields.js';

/** A report that is marked as exported. */
export interface ExportLabel {
  readonly reportID: string;
  readonly label: string;
  /** `2026-01-12 09:30:00`, UTC. */
  readonly exported: string;
}

export function exportLabelKey(reportID: string, label: string): string {
  return `${reportID}/${label}`;
}

export const exportLabels = defineCollection({
  name: 'exportLabels',
  nouns: 'export labels',
  keyName: 'reportID and label',
  key: ({ reportID, label }: ExportLabel) => exportLabelKey(reportID, label),
  indexes: { reportID: { fields: ['reportID'], isUnique: false } },
  refersTo: { reportID: 'reports' },
  seed: () => list(z.strictObject({ reportID: z.string(), label: z.string(), exported: dateTime() })).optional(),
  document: { write: (label: ExportLabel) => label, read: (label: ExportLabel) => label },
});
