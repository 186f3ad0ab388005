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

/** Whose names the data decides on. */
const customFieldShape: ShapeFacts = { name: 'customField', meaning: '`report.customField`, by field', attributes: [], isOpen: true };
const detailsShape: ShapeFacts = { name: 'details', meaning: '`action.details`', attributes: [], isOpen: true };

export type Dialect = 'export' | 'reconciliation';

/** The objects of each dialect; the first one is that of the variables. */
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
    customFieldShape,
    detailsShape,
  ],
  reconciliation: [cardVariables, cardShape, cardReportShape, statusShape, cardExpenseShape, cardOwnerShape, policyDataShape],
};
