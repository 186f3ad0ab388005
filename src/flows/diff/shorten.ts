import { excerpts } from '../../util/excerpts.js';

/** Maximum length of a value in a difference. */
const SHOWN = 160;

/**
 * Two long values, cut to the part where they start to differ, so a change at the end of a template is visible. A value that is
 * missing on one side is shown from its start.
 * @example shorten('"a…900 letters…b"', '"a…900 letters…c"') // ['…40 letters b"', '…40 letters c"']
 */
export function shorten(before: string | undefined, after: string | undefined): [string | undefined, string | undefined] {
  const [old, now] = excerpts(before ?? '', after ?? '', SHOWN);
  return [before === undefined ? undefined : old, after === undefined ? undefined : now];
}
