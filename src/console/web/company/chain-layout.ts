import type { MemberDocument } from '../../../emulator/world/entities/member.js';

export const NODE_WIDTH = 140;
export const NODE_HEIGHT = 30;
const GAP_X = 14;
/** Half of a line's width lies outside the shape. */
export const STROKE = 2;
const GAP_Y = 44;
/** A larger drawing would be unreadable, so only approvers are drawn then. */
const MAX_NODES = 150;

export interface Node {
  readonly email: string;
  readonly role: string;
  readonly x: number;
  readonly y: number;
}

export interface Edge {
  readonly from: Node;
  readonly to: Node;
  readonly isForward: boolean;
}

export interface Layout {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly width: number;
  readonly height: number;
  /** The number of people left out. */
  readonly hidden: number;
}

/** Places people in rows below the person they submit to. A circle is cut where it is first entered. */
export function layout(members: readonly MemberDocument[]): Layout {
  const drawn = members.length <= MAX_NODES ? members : approversOf(members).slice(0, MAX_NODES);
  const known = new Map(drawn.map((member) => [member.email, member]));
  const managerOf = (member: MemberDocument): string | undefined =>
    member.submitsTo === member.email || !known.has(member.submitsTo ?? '') ? undefined : member.submitsTo;
  const placed = new Map<string, Node>();
  let column = 0;
  const place = (member: MemberDocument, depth: number): void => {
    if (placed.has(member.email)) return;
    const node = { email: member.email, role: member.role, x: 0, y: depth * (NODE_HEIGHT + GAP_Y) };
    placed.set(member.email, node);
    const before = column;
    for (const report of drawn.filter((other) => managerOf(other) === member.email)) place(report, depth + 1);
    if (column === before) column++;
    placed.set(member.email, { ...node, x: ((before + column - 1) / 2) * (NODE_WIDTH + GAP_X) });
  };
  for (const member of drawn) if (managerOf(member) === undefined) place(member, 0);
  // The people not placed yet submit in a circle.
  for (const member of drawn) place(member, 0);
  const nodes = [...placed.values()];
  const edges = drawn.flatMap((member) => edgesOf(member, placed));
  return {
    nodes,
    edges,
    width: Math.max(...nodes.map(({ x }) => x + NODE_WIDTH), NODE_WIDTH) + 2 * STROKE,
    height: Math.max(...nodes.map(({ y }) => y + NODE_HEIGHT), NODE_HEIGHT) + 2 * STROKE,
    hidden: members.length - drawn.length,
  };
}

function approversOf(members: readonly MemberDocument[]): MemberDocument[] {
  const approvers = new Set(
    members.flatMap(({ submitsTo, forwardsTo, overLimitForwardsTo }) => [submitsTo, forwardsTo, overLimitForwardsTo]),
  );
  return members.filter(({ email }) => approvers.has(email));
}

function edgesOf({ email, submitsTo, forwardsTo }: MemberDocument, placed: ReadonlyMap<string, Node>): Edge[] {
  const from = placed.get(email);
  const to = [
    { target: submitsTo, isForward: false },
    { target: forwardsTo === submitsTo ? undefined : forwardsTo, isForward: true },
  ];
  return to.flatMap(({ target, isForward }) => {
    const node = target === undefined || target === email ? undefined : placed.get(target);
    return from === undefined || node === undefined ? [] : [{ from, to: node, isForward }];
  });
}
