import { useState } from 'preact/hooks';
import type { ArmedFault } from '../../emulator/faults/faults.js';
import type { PresetTarget } from '../../emulator/faults/presets.js';
import { isScimOperation } from '../../protocol/scim/operations.js';
import { ask } from './api.js';
import { useAction, useResource } from './hooks.js';
import { JobSelect } from './job-select.js';
import { Evidence, Page, Problem, pretty, Said, Table } from './parts.js';

interface Preset {
  readonly name: string;
  readonly describe: string;
  readonly evidence: string;
  readonly target: PresetTarget;
}

/** SCIM presets don't work for jobs, and job presets don't work for SCIM. */
const GROUPS = [
  ['jobs', 'Integration Server presets', 'scim'],
  ['scim', 'SCIM presets', 'jobs'],
  ['any', 'Connection presets', undefined],
] as const;

/** Shows the presets to arm, the armed faults, and how often each has fired. */
export function FaultsPage() {
  const presets = useResource<{ presets: Preset[] }>('presets');
  const armed = useResource<{ faults: ArmedFault[] }>('faults', 'exchange');
  const { run, notice } = useAction();
  const [times, setTimes] = useState('1');
  const [job, setJob] = useState('');
  const arm = (preset: string): void =>
    run(async () => {
      const body = { preset, ...(times !== '' && { times: Number(times) }), ...(job !== '' && { job }) };
      const { id } = await ask<ArmedFault>('faults', { body });
      armed.reload();
      return `${preset} is armed as ${id}.`;
    });
  const remove = (id?: string): void =>
    run(async () => {
      await ask(id === undefined ? 'faults' : `faults/${id}`, { method: 'DELETE' });
      armed.reload();
      return id === undefined ? 'All faults disarmed.' : `Disarmed ${id}.`;
    });
  return (
    <Page title="Faults">
      <p>Faults replace or corrupt the normal response. Choose how many times, then pick a preset.</p>
      <div class="bar">
        <label class="short">
          Times
          <input
            inputMode="numeric"
            value={times}
            placeholder="always"
            onInput={(event) => setTimes(event.currentTarget.value.replace(/\D/g, ''))}
          />
        </label>
        <JobSelect value={job} all="All jobs" onChange={setJob} />
      </div>
      <p class="quiet">“All jobs” does not include SCIM requests. To affect those, choose a SCIM job.</p>
      <Said {...notice} />
      <h2>Armed</h2>
      <Problem text={armed.problem} />
      <Armed faults={armed.data?.faults ?? []} onRemove={remove} />
      <h2>Presets</h2>
      {GROUPS.map(([target, title, other]) => (
        <PresetGroup
          key={target}
          title={title}
          presets={(presets.data?.presets ?? []).filter((preset) => preset.target === target)}
          isDisabled={job !== '' && (isScimOperation(job) ? 'scim' : 'jobs') === other}
          onArm={arm}
        />
      ))}
    </Page>
  );
}

interface GroupProps {
  readonly title: string;
  readonly presets: readonly Preset[];
  /** True if these presets don't work for the chosen job. */
  readonly isDisabled: boolean;
  readonly onArm: (preset: string) => void;
}

function PresetGroup({ title, presets, isDisabled, onArm }: GroupProps) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <div class="tiles">
        {presets.map(({ name, describe, evidence }) => (
          <div class="tile" key={name}>
            <button type="button" disabled={isDisabled} onClick={() => onArm(name)}>
              {name}
            </button>
            <p class="quiet">
              {describe} <Evidence evidence={evidence} />
            </p>
          </div>
        ))}
      </div>
    </section>
  );
}

function Armed({ faults, onRemove }: { faults: readonly ArmedFault[]; onRemove: (id?: string) => void }) {
  if (faults.length === 0) return <p class="none">No faults armed.</p>;
  return (
    <>
      <Table label="Armed faults" head={['Fault', 'Effect', 'Fired', 'Action']}>
        {faults.map((fault) => {
          const { id, preset, fired, times, matched: _matched, ...rest } = fault;
          return (
            <tr key={id}>
              <th scope="row">{id}</th>
              <td>
                {preset ?? ''} {Object.keys(rest).length > 0 && <code>{pretty(rest)}</code>}
              </td>
              <td>{times === undefined ? `${fired} ${fired === 1 ? 'time' : 'times'}` : `${fired} of ${times}`}</td>
              <td>
                <button type="button" aria-label={`Disarm ${id}`} onClick={() => onRemove(id)}>
                  Disarm
                </button>
              </td>
            </tr>
          );
        })}
      </Table>
      <button type="button" onClick={() => onRemove()}>
        Disarm all
      </button>
    </>
  );
}
