/** The files that a report export can create, by their extension (API reference, `outputSettings.fileExtension`). */
export type FileExtension = 'csv' | 'json' | 'pdf' | 'txt' | 'xls' | 'xlsx' | 'xml';

/**
 * The content type of each extension, as registered with IANA. All are assumed: no recording contains the content type of
 * a downloaded file, and no known client reads it.
 */
export const CONTENT_TYPES: Readonly<Record<FileExtension, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  pdf: 'application/pdf',
  txt: 'text/plain',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xml: 'application/xml',
};
