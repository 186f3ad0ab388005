import type { Verdict } from './run-suite.js';

/** A failed test: each problem, with what was expected beside what came. */
export function Failure({ verdict: { id, description, problems } }: { verdict: Verdict }) {
  return (
    <div class="box bad stack">
      <p>
        <strong>{id}</strong> {description}
      </p>
      {problems.map((problem) => (
        <Problem key={problem} text={problem} />
      ))}
    </div>
  );
}

const SIDES = /^(.*?)\s?expected (.+), got (.+)$/s;

function Problem({ text }: { text: string }) {
  const [, where, expected, actual] = SIDES.exec(text) ?? [];
  if (expected === undefined) return <p>{text}</p>;
  return (
    <dl class="facts">
      <dt>{where || 'Problem'}</dt>
      <dd>
        <ins>expected {expected}</ins> <del>got {actual}</del>
      </dd>
    </dl>
  );
}
