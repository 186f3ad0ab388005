/** Characters that both excerpts show before the first difference. */
const BEFORE_DIFFERENCE = 40;

/**
 * Two texts, each at most `most` characters long, cut so that the first difference is visible. If both texts fit, they are
 * not cut.
 * @example excerpts('a…900 letters…b', 'a…900 letters…c', 160) // ['…40 letters b', '…40 letters c']
 */
export function excerpts(one: string, other: string, most: number): [string, string] {
  if (Math.max(one.length, other.length) <= most) return [one, other];
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  const start = Math.max(0, same - BEFORE_DIFFERENCE);
  const cut = (text: string): string => {
    const end = start + most;
    return `${start > 0 ? '…' : ''}${text.slice(start, end)}${text.length > end ? '…' : ''}`;
  };
  return [cut(one), cut(other)];
}
