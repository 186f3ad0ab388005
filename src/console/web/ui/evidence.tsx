const COLOURS: Readonly<Record<string, string>> = { documented: 'good', recorded: 'good', observed: 'info' };

/** The evidence for a behaviour, such as `observed` or `documented; assumed: the wording`. */
export function Evidence({ evidence }: { evidence: string }) {
  const colour = /\bassumed\b/.test(evidence) ? 'warn' : (COLOURS[evidence] ?? 'plain');
  return <span class={`badge wraps ${colour}`}>{evidence}</span>;
}
