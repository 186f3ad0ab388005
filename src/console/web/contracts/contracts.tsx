import { useResource } from '../hooks.js';
import { setParams, useRoute } from '../route.js';
import { Search } from '../search.js';
import { Bar } from '../ui/bar.js';
import { Chip } from '../ui/chip.js';
import { Page } from '../ui/page.js';
import { Problem } from '../ui/problem.js';
import { None } from '../ui/text.js';
import { Fidelity } from './fidelity.js';
import type { KnownStatement } from './known-statement.js';
import { Suite } from './suite.js';

const EVIDENCE = ['documented', 'recorded', 'observed', 'assumed'] as const;

/** Shows the evidence for each response, and runs the contract tests. */
export function ContractsPage() {
  const { data, problem } = useResource<{ statements: KnownStatement[]; interactions: number }>('contracts');
  const { params } = useRoute();
  const filter = params.get('q') ?? '';
  const evidence = params.get('evidence') ?? '';
  const found = (data?.statements ?? []).filter(({ id, text }) => `${id} ${text}`.toLowerCase().includes(filter.toLowerCase()));
  const shown = found.filter((statement) => isKnownBy(statement, evidence));
  return (
    <Page title="Contracts" size="wide">
      <p class="lead">
        Every documented behaviour, with its evidence. {data === undefined ? '' : `Covered by ${data.interactions} contract tests.`}
      </p>
      <Search value={filter} />
      <Suite filter={filter} />
      <Bar as="between">
        <h2>Fidelity</h2>
        <div class="chips">
          {EVIDENCE.map((name) => (
            <Chip key={name} isOn={name === evidence} onToggle={() => setParams({ evidence: name === evidence ? undefined : name })}>
              {name} {data === undefined ? '…' : found.filter((statement) => isKnownBy(statement, name)).length}
            </Chip>
          ))}
        </div>
      </Bar>
      <Problem text={problem} />
      {data === undefined && problem === undefined && <None>Loading…</None>}
      {data !== undefined && <Fidelity statements={shown} />}
    </Page>
  );
}

function isKnownBy({ known }: KnownStatement, evidence: string): boolean {
  return evidence === '' || known.split(/[;:] /).includes(evidence);
}
