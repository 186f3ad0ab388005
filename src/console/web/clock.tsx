import { useState } from 'preact/hooks';
import { ask } from './api.js';
import { useAction, useResource } from './hooks.js';
import { Page, Problem, Said } from './parts.js';

interface Clock {
  readonly now: string;
  readonly isStopped: boolean;
}

const STEPS = [
  ['PT10S', '10 seconds'],
  ['PT1M', '1 minute'],
  ['PT1H', '1 hour'],
  ['P1D', '1 day'],
] as const;

/** Sets the emulator's clock. Rate limits and the dates of emails and requests follow it. */
export function ClockPage() {
  const { data, problem, reload } = useResource<Clock>('clock', 'exchange');
  const { run, notice } = useAction();
  const [instant, setInstant] = useState('');
  const change = (body: object): void =>
    run(async () => {
      const { now } = await ask<Clock>('clock', { body });
      reload();
      return `Clock set to ${now}.`;
    });
  return (
    <Page title="Clock">
      <Problem text={problem} />
      <p class="big">
        <time dateTime={data?.now}>{data?.now.replace('T', ' ').replace(/\.\d+Z/, ' UTC') ?? '…'}</time>{' '}
        <span class={`badge ${data?.isStopped ? 'warn' : 'good'}`}>{data?.isStopped ? 'stopped' : 'running'}</span>
      </p>
      <form
        class="bar"
        onSubmit={(event) => {
          event.preventDefault();
          change({ set: instant });
        }}
      >
        <label class="grow">
          Freeze at
          <input value={instant} placeholder="2026-01-31T09:00:00Z" onInput={(event) => setInstant(event.currentTarget.value)} />
        </label>
        <button type="submit">Freeze</button>
      </form>
      <fieldset class="bar">
        <legend>Advance by</legend>
        {STEPS.map(([advance, title]) => (
          <button key={advance} type="button" onClick={() => change({ advance })}>
            {title}
          </button>
        ))}
      </fieldset>
      <button type="button" onClick={() => change({ resume: true })}>
        Resume
      </button>
      <Said {...notice} />
    </Page>
  );
}
