import { useEffect, useRef, useState } from 'preact/hooks';
import type { ArmedFault } from '../../../emulator/faults/faults.js';
import { ask } from '../api.js';
import { useAction, useResource } from '../hooks.js';
import { JobSelect } from '../job-select.js';
import { Bar } from '../ui/bar.js';
import { Card } from '../ui/card.js';
import { Input } from '../ui/field.js';
import { Page } from '../ui/page.js';
import { Problem } from '../ui/problem.js';
import { Said } from '../ui/said.js';
import { Quiet } from '../ui/text.js';
import { toast } from '../ui/toast.js';
import { Armed } from './armed.js';
import { CustomFault } from './custom-fault.js';
import { Presets } from './presets.js';

/** Shows the armed faults, how often each has fired, and what can be armed. */
export function FaultsPage() {
  const { data, problem, reload } = useResource<{ faults: ArmedFault[] }>('faults', 'exchange');
  const { run, notice } = useAction();
  const [times, setTimes] = useState('1');
  const [job, setJob] = useState('');
  useFiring(data?.faults);
  const arm = (effect: object): void =>
    run(async () => {
      const body = { ...effect, ...(times !== '' && { times: Number(times) }), ...(job !== '' && { job }) };
      const { id, preset } = await ask<ArmedFault>('faults', { body });
      reload();
      return `${preset ?? 'The fault'} is armed as ${id}.`;
    });
  const remove = (id?: string): void =>
    run(async () => {
      const gone = (data?.faults ?? []).filter((fault) => id === undefined || fault.id === id);
      await ask(id === undefined ? 'faults' : `faults/${id}`, { method: 'DELETE' });
      reload();
      const undo = (): Promise<void> => armAgain(gone).finally(reload);
      return { text: id === undefined ? 'All faults disarmed.' : `Disarmed ${id}.`, undo };
    });
  return (
    <Page title="Faults">
      <p class="lead">A fault replaces or corrupts the normal response of the next matching requests.</p>
      <Problem text={problem} />
      <Armed faults={data?.faults ?? []} onRemove={remove} />
      <Card label="Which requests">
        <Bar>
          <Input
            outer="short"
            label="Times"
            inputMode="numeric"
            value={times}
            placeholder="always"
            onText={(typed) => setTimes(typed.replace(/\D/g, ''))}
          />
          <JobSelect value={job} all="All jobs" onChange={setJob} />
        </Bar>
        <Quiet>“All jobs” does not include SCIM requests. To affect those, choose a SCIM job.</Quiet>
        <Said {...notice} />
      </Card>
      <Presets job={job} onArm={(preset) => arm({ preset })} />
      <CustomFault onArm={arm} />
    </Page>
  );
}

/** The faults that were not spent get new ids, and as many times as they had left. */
async function armAgain(faults: readonly ArmedFault[]): Promise<void> {
  for (const { id: _id, matched: _matched, fired, times, ...effect } of faults)
    if (times === undefined || times > fired)
      await ask('faults', { body: { ...effect, ...(times !== undefined && { times: times - fired }) } });
}

/** Says that a fault has fired while the page is open. */
function useFiring(faults: readonly ArmedFault[] | undefined): void {
  const before = useRef<ReadonlyMap<string, number> | undefined>(undefined);
  useEffect(() => {
    if (faults === undefined) return;
    const known = before.current;
    const fired = faults.find((fault) => known !== undefined && fault.fired > (known.get(fault.id) ?? 0));
    before.current = new Map(faults.map(({ id, fired: count }) => [id, count]));
    if (fired !== undefined) toast(`${fired.preset ?? fired.id} fired${leftOf(fired)}.`);
  }, [faults]);
}

function leftOf({ times, fired }: ArmedFault): string {
  if (times === undefined) return '';
  return times === fired ? ' and is spent' : `, ${times - fired} left`;
}
