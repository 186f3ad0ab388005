import { cardExpenseShape } from './card/card-expense-shape.js';
import { cardVariables } from './card/card-model.js';
import { cardReportShape, statusShape } from './card/card-report-shape.js';
import { cardShape } from './card/card-shape.js';
import { cardOwnerShape, policyDataShape } from './card/imported-data.js';
import { exportVariables } from './export-model.js';
import { expenseShape } from './report/expense-shape.js';
import { actionShape, approverShape, attendeeShape, personShape } from './report/people-shapes.js';
import { receiptShape, unitsShape } from './report/receipt-shape.js';
import { reportShape } from './report/report-shape.js';
import type { ShapeFacts } from './shape.js';

/** An object whose names come from the data. */
const open = (name: string, meaning: string): ShapeFacts => ({ name, meaning, attributes: [], isOpen: true });

export type Dialect = 'export' | 'reconciliation';

/** The objects of each dialect. The first one contains the variables. */
export const SHAPES: Readonly<Record<Dialect, readonly ShapeFacts[]>> = {
  export: [
    exportVariables,
    reportShape,
    expenseShape,
    personShape,
    approverShape,
    actionShape,
    attendeeShape,
    receiptShape,
    unitsShape,
    open('customField', '`report.customField`, by field'),
    open('details', '`action.details`'),
    open('nameValuePairs', '`expense.nameValuePairs`'),
  ],
  reconciliation: [
    cardVariables,
    cardShape,
    cardReportShape,
    statusShape,
    cardExpenseShape,
    cardOwnerShape,
    policyDataShape,
    open('mapData', '`cardOwnerData[card.owner].mapData`'),
    open('reportFieldData', '`reportFieldData.NAME`, by `report.ID?c`'),
  ],
};
