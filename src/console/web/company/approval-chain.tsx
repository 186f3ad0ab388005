import type { MemberDocument } from '../../../emulator/world/entities/member.js';
import { layout, NODE_HEIGHT, NODE_WIDTH, STROKE } from './chain-layout.js';

/** Draws who submits to whom, as a tree with the last approver at the top. The table below it contains the same as text. */
export function ApprovalChain({ members, label }: { members: readonly MemberDocument[]; label: string }) {
  const { nodes, edges, width, height, hidden } = layout(members);
  return (
    <figure class="chain">
      <section class="scroll drawing" aria-label={label} tabIndex={0}>
        <svg
          role="img"
          aria-label={`${label}: ${nodes.length} people`}
          width={width}
          height={height}
          viewBox={`${-STROKE} ${-STROKE} ${width} ${height}`}
        >
          {edges.map(({ from, to, isForward }) => (
            <path
              key={`${from.email} ${to.email} ${isForward}`}
              class={isForward ? 'edge forward' : 'edge'}
              d={`M${from.x + NODE_WIDTH / 2} ${from.y} C${from.x + NODE_WIDTH / 2} ${from.y - 20} ${to.x + NODE_WIDTH / 2} ${to.y + NODE_HEIGHT + 20} ${to.x + NODE_WIDTH / 2} ${to.y + NODE_HEIGHT}`}
            />
          ))}
          {nodes.map(({ email, x, y, role }) => (
            <g key={email} transform={`translate(${x} ${y})`}>
              <title>{`${email}, ${role}`}</title>
              <rect class={`node ${role}`} width={NODE_WIDTH} height={NODE_HEIGHT} rx={6} />
              <text x={NODE_WIDTH / 2} y={NODE_HEIGHT / 2 + 4} text-anchor="middle">
                {short(email)}
              </text>
            </g>
          ))}
        </svg>
      </section>
      <figcaption class="quiet">
        Solid line: submits to. Dashed line: forwards approved reports to.
        {hidden > 0 && ` ${hidden} people that nobody submits to are left out.`}
      </figcaption>
    </figure>
  );
}

function short(email: string): string {
  const name = email.split('@')[0] ?? email;
  return name.length > 18 ? `${name.slice(0, 17)}…` : name;
}
