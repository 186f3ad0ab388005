import { useState } from 'preact/hooks';
import type { Statement } from '../../jobs/statements.js';
import { ask } from './api.js';
import { useAction, useResource } from './hooks.js';
import { Evidence, Page, Problem, Said, Table } from './parts.js';

type KnownStatement = Statement & { readonly known: string; readonly interactions: readonly string[] };

interface Known {
  readonly statements: readonly KnownStatement[];
  readonly interactions: number;
}
interface Verdict {
  readonly id: string;
  readonly description: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly problems: readonly string[];
}

/** Shows the evidence for each response, and runs the contract tests. */
export function ContractsPage() {
  const { data, problem } = useResource<Known>('contracts');
  const [evidence, setEvidence] = useState('');
  const [filter, setFilter] = useState('');
  const shown = (data?.statements ?? []).filter(
    (statement) =>
      statement.known.split(/[;:] /).some((part) => evidence === '' || part === evidence) &&
      `${statement.id} ${statement.text}`.toLowerCase().includes(filter.toLowerCase()),
  );
  return (
    <Page title="Contracts">
      <p>Every documented behaviour, with its evidence. {data === undefined ? '' : `Covered by ${data.interactions} contract tests.`}</p>
      <div class="bar">
        <label class="grow">
          Search
          <input type="search" value={filter} onInput={(event) => setFilter(event.currentTarget.value)} />
        </label>
        <label>
          Evidence
          <select value={evidence} onChange={(event) => setEvidence(event.currentTarget.value)}>
            <option value="">All</option>
            {['documented', 'recorded', 'observed', 'assumed'].map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      </div>
      <Suite filter={filter} />
      <h2>Fidelity</h2>
      <Problem text={problem} />
      <Fidelity statements={shown} />
    </Page>
  );
}

/** One row for each statement, with its evidence. */
function Fidelity({ statements }: { statements: readonly KnownStatement[] }) {
  return (
    <Table label="Fidelity" head={['Behaviour', 'Evidence', 'Source', 'Tests']}>
      {statements.map(({ id, text, known, source, interactions }) => (
        <tr key={id}>
          <th scope="row">
            <code>{id}</code>
            <br />
            {text}
          </th>
          <td>
            <Evidence evidence={known} />
          </td>
          <td>{source}</td>
          <td>{interactions.length}</td>
        </tr>
      ))}
    </Table>
  );
}

function Suite({ filter }: { filter: string }) {
  const { run, notice } = useAction();
  const [verdicts, setVerdicts] = useState<readonly Verdict[]>([]);
  const failed = verdicts.filter(({ status }) => status === 'failed');
  const verify = (): void =>
    run(async () => {
      const answer = await ask<{ verdicts: Verdict[] }>('contracts/verify', { body: { filter } });
      setVerdicts(answer.verdicts);
      const count = (status: Verdict['status']): number => answer.verdicts.filter((verdict) => verdict.status === status).length;
      return `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped.`;
    });
  return (
    <section aria-label="Suite">
      <button type="button" onClick={verify} disabled={notice.isBusy}>
        {filter === '' ? 'Run all tests' : 'Run matching tests'}
      </button>
      <Said {...notice} />
      {failed.map(({ id, description, problems }) => (
        <div key={id} class="box bad">
          <strong>{id}</strong> {description}
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
