import { useState } from 'preact/hooks';
import { ask } from '../api.js';
import { useAction } from '../hooks.js';
import { Bar } from '../ui/bar.js';
import { Button } from '../ui/button.js';
import { copy } from '../ui/copy.js';
import { Said } from '../ui/said.js';

/** Reveals the token of a domain on demand and as often as needed, as Expensify's page does. It is only kept while it is shown. */
export function ScimToken({ path }: { path: string }) {
  const { run, notice } = useAction();
  const [token, setToken] = useState<string>();
  const [isAsking, setIsAsking] = useState(false);
  const reveal = (): void =>
    run(async () => {
      setToken((await ask<{ token: string }>(path)).token);
      return undefined;
    });
  const rotate = (): void =>
    run(async () => {
      setIsAsking(false);
      setToken((await ask<{ token: string }>(path, { method: 'POST' })).token);
      return 'Rotated. Enter the new token in Okta.';
    });
  return (
    <>
      {token !== undefined && <Revealed token={token} />}
      <Bar>
        {token === undefined ? (
          <Button onClick={reveal}>Reveal token</Button>
        ) : (
          <Button onClick={() => setToken(undefined)}>Hide token</Button>
        )}
        <Button onClick={() => setIsAsking(true)}>Rotate token</Button>
      </Bar>
      {isAsking && (
        <section class="box warn" aria-label="Rotate token">
          <p>Okta can't deactivate anyone until you enter the new token there. The current token stops working immediately.</p>
          <Bar>
            <Button class="danger" onClick={rotate}>
              Rotate now
            </Button>
            <Button onClick={() => setIsAsking(false)}>Cancel</Button>
          </Bar>
        </section>
      )}
      <Said {...notice} />
    </>
  );
}

function Revealed({ token }: { token: string }) {
  return (
    <div class="box good">
      <dl class="facts">
        <dt>Okta SCIM token</dt>
        <dd>
          <code>{token}</code>
        </dd>
      </dl>
      <Bar>
        <Button onClick={() => void copy(token, 'the token')}>Copy token</Button>
      </Bar>
    </div>
  );
}
