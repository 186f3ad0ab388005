/** How the one sheet of a workbook is called. Assumed: no recording shows a workbook. */
export const SHEET_NAME = 'Sheet1';
