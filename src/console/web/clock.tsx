import { useEffect, useState } from 'preact/hooks';
import { ask } from './api.js';
import { dateTime } from './date-time.js';
import { useAction, useResource } from './hooks.js';
import { Badge } from './ui/badge.js';
import { Button } from './ui/button.js';
import { Card } from './ui/card.js';
import { Input } from './ui/field.js';
import { Form } from './ui/form.js';
import { Page } from './ui/page.js';
import { Problem } from './ui/problem.js';
import { Said } from './ui/said.js';
import { Quiet } from './ui/text.js';
import { useTicking } from './use-clock.js';

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
  const now = useTicking(data?.now, data?.isStopped ?? false);
  const change = (body: object): void =>
    run(async () => {
      const clock = await ask<Clock>('clock', { body });
      reload();
      return `Clock set to ${dateTime(clock.now)} UTC${clock.isStopped ? ', frozen' : ', running'}.`;
    });
  return (
    <Page title="Clock">
      <Problem text={problem} />
      <Card label="Now">
        <p class="big">
          <time dateTime={data?.now}>{now === undefined ? '…' : `${now} UTC`}</time>{' '}
          <Badge as={data?.isStopped ? 'warn' : 'good'}>{data?.isStopped ? 'frozen' : 'running'}</Badge>
        </p>
        <Switch isOn={data?.isStopped === true} onChange={(isOn) => change(isOn ? { set: data?.now ?? '' } : { resume: true })} />
        <Quiet>Rate limits, and the dates of emails and requests, follow this clock. A frozen clock makes every run the same.</Quiet>
        <Said {...notice} />
      </Card>
      <Card label="Move">
        <fieldset class="bar">
          <legend>Advance by</legend>
          {STEPS.map(([advance, title]) => (
            <Button key={advance} onClick={() => change({ advance })}>
              {title}
            </Button>
          ))}
        </fieldset>
        <fieldset class="bar">
          <legend>Go to and freeze</legend>
          <Button disabled={data === undefined} onClick={() => change({ set: tomorrow(data?.now ?? '') })}>
            Tomorrow 02:00
          </Button>
          <Button disabled={data === undefined} onClick={() => change({ set: endOfMonth(data?.now ?? '') })}>
            End of the month
          </Button>
        </fieldset>
        <FreezeAt onSet={(set) => change({ set })} />
      </Card>
    </Page>
  );
}

/** Shows a click at once; the response replaces it. */
function Switch({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  const [clicked, setClicked] = useState(isOn);
  useEffect(() => setClicked(isOn), [isOn]);
  const change = (wanted: boolean): void => {
    setClicked(wanted);
    onChange(wanted);
  };
  return (
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        aria-checked={clicked}
        checked={clicked}
        onChange={(event) => change(event.currentTarget.checked)}
      />
      Frozen
    </label>
  );
}

/** Goes to a date and time, in UTC as everything in the console. */
function FreezeAt({ onSet }: { onSet: (instant: string) => void }) {
  const [instant, setInstant] = useState('');
  return (
    <Form class="bar" onSend={() => onSet(`${instant}Z`)}>
      <Input label="Freeze at (UTC)" type="datetime-local" step={1} required value={instant} onText={setInstant} />
      <button type="submit">Freeze</button>
    </Form>
  );
}

function tomorrow(now: string): string {
  const date = new Date(now);
  date.setUTCDate(date.getUTCDate() + 1);
  date.setUTCHours(2, 0, 0, 0);
  return date.toISOString();
}

/** Ten seconds before midnight, so that the month is seen to end. */
function endOfMonth(now: string): string {
  const date = new Date(now);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) - 10_000).toISOString();
}
