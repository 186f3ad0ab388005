/** True if lists and objects are nested deeper than this many levels. Works level by level, because recursion would overflow the stack. */
export function isDeeperThan(value: unknown, most: number): boolean {
  let level: object[] = typeof value === 'object' && value !== null ? [value] : [];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= most) return true;
    const next: object[] = [];
    for (const each of level) {
      for (const held of Object.values(each)) if (typeof held === 'object' && held !== null) next.push(held);
    }
    level = next;
  }
  return false;
}
