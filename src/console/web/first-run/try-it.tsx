import { useState } from 'preact/hooks';
import type { Credentials } from '../../../protocol/credentials.js';
import { ask } from '../api.js';
import { useAction, useResource } from '../hooks.js';
import { Bar } from '../ui/bar.js';
import { Button } from '../ui/button.js';
import { CodeBlock } from '../ui/code-block.js';
import { Facts } from '../ui/facts.js';
import { Said } from '../ui/said.js';

const HIDDEN = '••••••••';

/** The emulator's credentials, and a command that uses them. The page asks for the secret only when somebody wants to see it. */
export function TryIt({ endpoint, job: sample }: { endpoint: string; job: object }) {
  const { data } = useResource<{ credentials: { partnerUserID: string }[] }>('credentials');
  const { run, notice } = useAction();
  const [shown, setShown] = useState<Credentials>();
  const reveal = (): void =>
    run(async () => {
      const { credentials } = await ask<{ credentials: Credentials }>('ready');
      setShown(credentials);
      return undefined;
    });
  const partnerUserID = shown?.partnerUserID ?? data?.credentials[0]?.partnerUserID ?? '…';
  const partnerUserSecret = shown?.partnerUserSecret ?? HIDDEN;
  const job = { credentials: { partnerUserID, partnerUserSecret }, ...sample };
  return (
    <section class="stack" aria-label="Try it">
      <Facts
        facts={[
          ['partnerUserID', <code>{partnerUserID}</code>],
          ['partnerUserSecret', <code>{partnerUserSecret}</code>],
        ]}
      />
      <Bar as="middle">
        {shown === undefined ? (
          <Button class="small" onClick={reveal}>
            Show the secret
          </Button>
        ) : (
          <Button class="small" onClick={() => setShown(undefined)}>
            Hide the secret
          </Button>
        )}
        <span class="quiet">{shown === undefined ? 'Then the command below works as it is.' : 'The command below works as it is.'}</span>
      </Bar>
      <Said {...notice} />
      <CodeBlock
        label="List the policies with curl"
        text={`curl -s ${endpoint} \\\n  --data-urlencode ${quoted(`requestJobDescription=${JSON.stringify(job)}`)}`}
      />
    </section>
  );
}

/** For a shell, which ends single quotes at the next one. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
