/** The most telling first: these mean that something did not happen as the client wanted. */
const SEVERE: readonly string[] = [
  'skipped-records',
  'unreadable-json',
  'json-body',
  'body-not-read',
  'cut-at-ampersand',
  'plus-became-space',
  'unknown-job',
  'not-implemented',
  'state-not-saved',
  'template-error',
  'feed-host-refused',
  'upload-host-refused',
  'unreadable-csv',
  'tags-removed',
  'secret-in-url',
];
/** Nearly every request of a fast client has these. */
const NOISE: readonly string[] = ['would-be-rate-limited', 'early-retry', 'assumed-answer'];

/** 0 for the worst. */
export function severityOf(code: string): number {
  if (NOISE.includes(code)) return 200;
  const severe = SEVERE.indexOf(code);
  return severe === -1 ? 100 : severe;
}

export function colourOf(code: string): 'bad' | 'warn' | 'plain' {
  const severity = severityOf(code);
  if (severity === 200) return 'plain';
  return severity === 100 ? 'warn' : 'bad';
}

export function worstFirst(codes: readonly string[]): string[] {
  return [...codes].sort((one, other) => severityOf(one) - severityOf(other));
}
