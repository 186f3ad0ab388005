import type { MemberDocument } from '../../../emulator/world/entities/member.js';

/** A member in the tree of who submits to whom. */
export interface Leaf {
  readonly member: MemberDocument;
  readonly depth: number;
  /** How many people submit to the member. */
  readonly reports: number;
}

/** Everyone below the person they submit to, the last approvers at the top. A circle is cut where it is first entered. */
export function treeOf(members: readonly MemberDocument[]): readonly Leaf[] {
  const known = new Set(members.map(({ email }) => email));
  const below = new Map<string, MemberDocument[]>();
  const tops: MemberDocument[] = [];
  for (const member of members) {
    const { email, submitsTo } = member;
    if (submitsTo === undefined || submitsTo === email || !known.has(submitsTo)) tops.push(member);
    else below.set(submitsTo, [...(below.get(submitsTo) ?? []), member]);
  }
  const leaves: Leaf[] = [];
  const placed = new Set<string>();
  // Not recursive: a chain of 2,000 people would be too deep.
  const place = (start: MemberDocument): void => {
    const waiting = [{ member: start, depth: 0 }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { member, depth } = next;
      if (placed.has(member.email)) continue;
      placed.add(member.email);
      const reports = below.get(member.email) ?? [];
      leaves.push({ member, depth, reports: reports.length });
      for (const report of [...reports].reverse()) waiting.push({ member: report, depth: depth + 1 });
    }
  };
  for (const member of tops) place(member);
  // The people not placed yet submit in a circle.
  for (const member of members) place(member);
  return leaves;
}
