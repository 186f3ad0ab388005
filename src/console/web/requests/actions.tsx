import { useState } from 'preact/hooks';
import { isScimOperation } from '../../../protocol/scim/operations.js';
import { ask } from '../api.js';
import { useAction } from '../hooks.js';
import { setParams, useRoute } from '../route.js';
import { Bar } from '../ui/bar.js';
import { Button } from '../ui/button.js';
import { CodeBlock } from '../ui/code-block.js';
import { copy } from '../ui/copy.js';
import { Menu } from '../ui/menu.js';
import { pretty } from '../ui/pretty.js';
import { Said } from '../ui/said.js';
import { Quiet } from '../ui/text.js';
import { toast } from '../ui/toast.js';
import type { Opened } from './opened.js';
import { Replay } from './replay.js';

/** By the name on the button: what is copied, and the route that makes it. */
const FORMS = [
  ['curl', 'curl command', 'curl'],
  ['fetch', 'fetch call', 'fetch'],
  ['vitest test', 'vitest test', 'test'],
  ['contract test', 'contract test', 'interaction'],
  ['fault stub', 'fault stub', 'stub'],
] as const;

/** What can be done with a request: send it again, compare it, and copy it in different forms. */
export function Actions({ entry, onReplayed }: { entry: Opened; onReplayed: (id: number) => void }) {
  const { id, job } = entry;
  const isScim = job !== undefined && isScimOperation(job);
  const { run, notice } = useAction();
  const [withSecret, setWithSecret] = useState(false);
  const [made, setMade] = useState<{ readonly what: string; readonly text: string }>();
  const make = (what: string, path: string): void =>
    run(async () => {
      const answer = await ask<unknown>(`exchanges/${id}/${path}${path === 'curl' && withSecret ? '?secret=shown' : ''}`);
      const text = typeof answer === 'string' ? answer : pretty(answer);
      setMade({ what, text });
      await copy(text, what);
      return undefined;
    });
  return (
    <section class="stack" aria-label="Actions">
      <Bar as="middle">
        <Replay entry={entry} onReplayed={onReplayed} />
        <CompareButton id={id} />
        <Menu title="Copy as">
          {FORMS.map(([title, what, path]) => (
            <Button key={title} class="ghost" aria-label={`Copy as ${title}`} onClick={() => make(what, path)}>
              {title}
            </Button>
          ))}
          {isScim ? (
            <Quiet>Set SCIM_TOKEN to the domain's token before you run the curl command.</Quiet>
          ) : (
            <label class="check">
              <input type="checkbox" checked={withSecret} onChange={(event) => setWithSecret(event.currentTarget.checked)} /> include secret
            </label>
          )}
        </Menu>
        <Button class="small" onClick={() => void copy(location.href, 'the link to this request')}>
          Copy link
        </Button>
      </Bar>
      <Said {...notice} />
      {made !== undefined && <CodeBlock label={made.what} text={made.text} />}
    </section>
  );
}

/** The first press remembers the request, and the next request that is opened is compared with it. */
function CompareButton({ id }: { id: number }) {
  const { params } = useRoute();
  const base = params.get('base');
  const start = (): void => {
    setParams({ base: String(id), tab: 'compare' });
    toast(`Open another request to compare it with #${id}.`);
  };
  return base === null ? (
    <Button class="small" onClick={start}>
      Compare
    </Button>
  ) : (
    <Button class="small" onClick={() => setParams({ base: undefined, tab: undefined })}>
      Stop comparing with #{base}
    </Button>
  );
}
