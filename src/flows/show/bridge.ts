/**
 * The nodes that an arrow leads to when hidden nodes are left out: the node itself, or its visible successors.
 * A node may appear twice. Not recursive, because an export may have a chain of thousands of comments.
 * @example bridge(new Map([['comment', ['next']]]), new Set(['comment']))('comment') // ['next']
 */
export function bridge(after: ReadonlyMap<string, readonly string[]>, hidden: ReadonlySet<string>): (node: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (node) => {
    if (!hidden.has(node)) return [node];
    const found = known.get(node) ?? follow(node, after, hidden);
    known.set(node, found);
    return found;
  };
}

function follow(first: string, after: ReadonlyMap<string, readonly string[]>, hidden: ReadonlySet<string>): readonly string[] {
  const targets: string[] = [];
  const seen = new Set<string>();
  const open = [first];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!hidden.has(node)) targets.push(node);
    else if (!seen.has(node)) {
      seen.add(node);
      for (const next of (after.get(node) ?? []).toReversed()) open.push(next);
    }
  }
  return targets;
}

/** The successors of each node, in the order of the arrows. */
export function followersOf(arrows: Iterable<readonly [from: string, to: string]>): ReadonlyMap<string, readonly string[]> {
  const after = new Map<string, string[]>();
  for (const [from, to] of arrows) {
    const known = after.get(from);
    if (known === undefined) after.set(from, [to]);
    else known.push(to);
  }
  return after;
}
