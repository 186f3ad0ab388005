import type { ExchangeSummary } from '../../../emulator/journal/summary.js';
import type { Outcome } from '../../explain/outcome.js';
import { timeInList } from '../date-time.js';
import { Badge } from '../ui/badge.js';
import { Code } from '../ui/code.js';
import { colourOf, worstFirst } from '../ui/severity.js';
import { isDryRun, verdictOf } from './verdict.js';

/** The name of the fault says it. */
const FAULT = 'fault-injected';

interface Props {
  readonly exchange: ExchangeSummary;
  readonly outcome: Outcome | undefined;
  /** The time of the row above it. */
  readonly above: string | undefined;
}

/** A request in two lines: what it was and how it ended, then what came of it and who sent it. */
export function Row({ exchange, outcome, above }: Props) {
  const { id, job, code, at, durationMs, fault, user, isCut } = exchange;
  const verdict = verdictOf(exchange);
  const who = user ?? outcome?.who;
  const facts = [outcome?.text, outcome?.about, who].filter((fact) => fact !== undefined && fact !== '');
  return (
    <>
      <span class="line">
        <Code code={code} verdict={verdict} isCut={isCut} /> <strong class="cut">{job ?? '(unknown job)'}</strong>
        {isDryRun(exchange) && <Badge as="info">dry run</Badge>}
        {fault !== undefined && <Badge as="fault">{fault}</Badge>}
        <Advisories codes={exchange.advisories.filter((advisory) => advisory !== FAULT)} />
        <span class="end quiet number">{timeInList(at, above)}</span>
      </span>
      <span class="line quiet">
        <span>#{id} · </span>
        <span class={verdict === 'good' ? 'cut' : 'cut telling'}>{facts.join(' · ')}</span>
        <span class="end">{durationMs.toFixed(1)} ms</span>
      </span>
    </>
  );
}

/** The worst by name, and how many others there are. */
function Advisories({ codes }: { codes: readonly string[] }) {
  const [worst, ...others] = worstFirst(codes);
  if (worst === undefined) return null;
  return (
    <span class={`badge cut ${colourOf(worst)}`} title={codes.join(', ')}>
      {worst}
      {others.length > 0 && ` +${others.length}`}
    </span>
  );
}
