/** Characters shown of a value, and of those before the first difference. */
const SHOWN = 160;
const BEFORE = 40;

/**
 * Two long values cut to where they begin to differ, so that a change at the end of a template can be seen.
 * @example shorten('"a…900 letters…b"', '"a…900 letters…c"') // ['…40 letters b"', '…40 letters c"']
 */
export function shorten(before: string | undefined, after: string | undefined): [string | undefined, string | undefined] {
  const start = before === undefined || after === undefined ? 0 : Math.max(0, commonStart(before, after) - BEFORE);
  const cut = (text: string | undefined): string | undefined => {
    if (text === undefined || text.length <= SHOWN) return text;
    const shown = text.slice(start, start + SHOWN);
    return `${start > 0 ? '…' : ''}${shown}${start + SHOWN < text.length ? '…' : ''}`;
  };
  return [cut(before), cut(after)];
}

function commonStart(one: string, other: string): number {
  let index = 0;
  while (index < one.length && one[index] === other[index]) index++;
  return index;
}
