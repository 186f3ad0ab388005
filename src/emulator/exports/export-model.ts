import { Sequence } from '../templates/values/value.js';
import type { Report } from '../world/entities/report.js';
import { type Absent, createModelView, type ModelRows } from './model-view.js';
import { reportShape } from './report/report-shape.js';
import { attributesFrom, type ShapeFacts } from './shape.js';
import { REFERENCE } from './sources.js';

export interface ExportModel extends Readonly<Record<string, unknown>> {
  readonly reports: Sequence;
  /** True for the first batch of an export only. */
  readonly addHeader: boolean;
}

/**
 * The data model of an export template. Values are read when the template asks for them; nothing is copied.
 * @example await render(template, exportModel(company, [report]))
 */
export function exportModel(
  rows: ModelRows,
  reports: readonly Report[],
  { addHeader = true, absent }: { readonly addHeader?: boolean; readonly absent?: Absent | undefined } = {},
): ExportModel {
  const view = createModelView(rows, absent === undefined ? {} : { absent });
  return {
    reports: new Sequence(reports.length, (index) => reports[index] && reportShape.hash(reports[index], view)),
    addHeader,
  };
}

const documented = attributesFrom<never>('documented', REFERENCE);
const unread = (): undefined => undefined;

/** The variables of an export template. */
export const exportVariables: ShapeFacts = {
  name: 'export',
  meaning: 'The variables of a template',
  attributes: [
    documented('reports', 'list', 'The exported reports.', unread, { shape: 'report' }),
    documented('addHeader', 'boolean', 'True for the first batch of reports, false for the others.', unread),
  ],
};
