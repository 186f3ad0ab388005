import type { SentSample } from '../../samples.js';
import { ask } from '../api.js';
import { useAction } from '../hooks.js';
import { openPath } from '../route.js';
import { Bar } from '../ui/bar.js';
import { Button } from '../ui/button.js';
import { Icon } from '../ui/icon.js';
import { Said } from '../ui/said.js';

const SAMPLES = [
  ['list', 'List the policies'],
  ['hire', 'Hire an employee'],
  ['skipped', 'Make a mistake'],
] as const;

/** Buttons that send a request, so that there is something to look at. */
export function Samples() {
  const { run, notice } = useAction();
  const send = (name: string): void =>
    run(async () => {
      const { exchanges } = await ask<SentSample>(`samples/${name}`, { method: 'POST' });
      openPath(['requests', String(exchanges.at(-1))]);
      return `Sent as #${exchanges.at(-1)}.`;
    });
  return (
    <section class="stack" aria-label="Samples">
      <h3>Or send a sample request</h3>
      <Bar>
        {SAMPLES.map(([name, title], index) => (
          <Button key={name} class={index === 0 ? 'primary' : ''} disabled={notice.isBusy} onClick={() => send(name)}>
            <Icon name="send" />
            {title}
          </Button>
        ))}
      </Bar>
      <Said {...notice} />
    </section>
  );
}
