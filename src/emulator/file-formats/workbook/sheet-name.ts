/** The name of the only sheet of a workbook. Assumed: no recording contains a workbook. */
export const SHEET_NAME = 'Sheet1';
