import { useState } from 'preact/hooks';
import type { ExampleFlow } from '../../flows.js';
import { ask } from '../api.js';
import { useAction } from '../hooks.js';
import { Page } from '../ui/page.js';
import { Said } from '../ui/said.js';
import { Drop } from './drop.js';
import { History, type Past } from './history.js';
import { Report } from './report.js';
import { type Chosen, type Inspected, type Ran, summaryOf } from './run.js';
import { Settings } from './settings.js';
import { Steps } from './steps.js';

/** As many as the console keeps reports. */
const MAX_RUNS = 20;

/** Runs an Okta Workflows export against this emulator. */
export function FlowsPage() {
  const { run, notice } = useAction();
  const [chosen, setChosen] = useState<Chosen>();
  const [past, setPast] = useState<readonly Past[]>([]);
  const [shown, setShown] = useState<number>();
  const load = async (flow: Omit<Chosen, 'inspected'>): Promise<string> => {
    const inspected = await ask<Inspected>('flows/inspect', { body: { export: flow.text, name: flow.name } });
    setChosen({ ...flow, inspected });
    setShown(undefined);
    return `Loaded ${flow.name}.`;
  };
  const take = (file: File): void =>
    run(async () => {
      // What ran before is not what was chosen now, also if this can't be read.
      setChosen(undefined);
      setShown(undefined);
      return load({ name: file.name, text: await file.text() });
    });
  const tryExample = (): void =>
    run(async () => {
      const { name, export: text, ...example } = await ask<ExampleFlow>('flows/example');
      return load({ name, text, example });
    });
  const start = (settings: () => object): void =>
    run(async () => {
      const result = await ask<Ran>('flows/run', { body: { export: chosen?.text, name: chosen?.name, ...settings() } });
      setPast((known) => [{ ...result, name: chosen?.name ?? '' }, ...known].slice(0, MAX_RUNS));
      setShown(result.report);
      return { text: summaryOf(result), isBad: result.status === 'error' };
    });
  return (
    <Page title="Flows">
      <p class="lead">
        Run an Okta Workflows export here. Calls to integrations.expensify.com go to this emulator; all other hosts are blocked.
      </p>
      <Drop onFile={take} onExample={tryExample} />
      <Said {...notice} />
      {chosen === undefined && past.length === 0 && <Steps />}
      {chosen !== undefined && <Settings key={chosen.name + chosen.text.length} chosen={chosen} onRun={start} isBusy={notice.isBusy} />}
      <History past={past} shown={shown} onShow={setShown} />
      {shown !== undefined && <Report id={shown} />}
    </Page>
  );
}
