import { forXml } from '../../templates/built-ins/escapes.js';
import { Hash, Sequence, type Value } from '../../templates/values/value.js';
import { createModelView, type ModelRows } from '../model-view.js';
import { attributesFrom, type ShapeFacts } from '../shape.js';
import { RECONCILIATION } from '../sources.js';
import { cardReportShape } from './card-report-shape.js';
import { type CardExpenses, cardReportsOf } from './card-rows.js';
import { cardShape } from './card-shape.js';
import { importedData } from './imported-data.js';
import type { Imports } from './imports.js';

export interface CardModelOptions {
  /** True for a file with the extension csv. */
  readonly isCsv: boolean;
  readonly imports?: Imports | undefined;
}

const NO_IMPORTS: Imports = { template: '', names: new Set(), reportFields: [] };

/**
 * The data model of a reconciliation template: cards, each with a list of reports, each with the expenses of that card.
 * Amounts are negative and texts are HTML-escaped, as the default template of the reference implies.
 */
export function cardModel(
  rows: ModelRows,
  cards: readonly CardExpenses[],
  { isCsv, imports = NO_IMPORTS }: CardModelOptions,
): Readonly<Record<string, unknown>> {
  const view = createModelView(rows, { escape: forXml });
  const pairs = cards.map(({ card, expenses }): readonly [Value, Value] => {
    const reports = cardReportsOf(expenses, view);
    const list = new Sequence(reports.length, (index) => reports[index] && cardReportShape.hash(reports[index], view));
    return [cardShape.hash(card, view), list];
  });
  const lists = new Map(pairs.map(([, reports], index) => [String(cards[index]?.card.cardID), reports]));
  return {
    cards: new Hash(
      (id) => lists.get(id),
      () => [...lists.keys()],
      undefined,
      pairs,
    ),
    addHeader: true,
    isCsv,
    ...importedData(imports, cards, view),
  };
}

const documented = attributesFrom<never>('documented', RECONCILIATION);
const unread = (): undefined => undefined;

/** The variables of a reconciliation template. The last four exist only if they are imported. */
export const cardVariables: ShapeFacts = {
  name: 'reconciliation',
  meaning: 'The variables of a reconciliation template',
  attributes: [
    documented('cards', 'map', 'Lists of reports by card: `<#list cards as card, reports>`.', unread, {
      keyShape: 'card',
      shape: 'card report',
    }),
    documented('addHeader', 'boolean', 'True for the first batch.', unread),
    documented('isCsv', 'boolean', 'The file is a CSV file. The default template uses it.', unread),
    documented('cardOwnerData', 'map', 'Cardholders by email address: `<!-- use cardOwnerData -->`.', unread, { shape: 'card owner' }),
    documented('reportPolicyData', 'map', 'Policies by id: `<!-- use reportPolicyData -->`.', unread, { shape: 'policy data' }),
    documented('categoryGLCodeMap', 'map', 'GL codes by category: `<!-- use categoryGLCodeMap -->`.', unread),
    documented(
      'reportFieldData',
      'map',
      'By report field, its values by `report.ID?c`: `<!-- use repordFieldData[field, …] -->` (spelt like this in the reference).',
      unread,
      { shape: 'reportFieldData' },
    ),
  ],
};
