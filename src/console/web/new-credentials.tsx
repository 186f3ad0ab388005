import type { Credentials } from '../../protocol/credentials.js';
import type { Overview } from '../overview.js';
import { useResource } from './hooks.js';
import { CodeBlock } from './ui/code-block.js';
import { CopyButton } from './ui/copy-button.js';

/** Credentials that were just made, the only time that their secret is shown, with a command that uses them. */
export function NewCredentials({ made }: { made: Credentials }) {
  const { data } = useResource<Overview>('overview');
  const { partnerUserID, partnerUserSecret } = made;
  const job = JSON.stringify({ credentials: made, ...data?.job });
  return (
    <div class="box good stack">
      <dl class="facts">
        <dt>partnerUserID</dt>
        <dd>
          <code>{partnerUserID}</code> <CopyButton text={partnerUserID} what="partnerUserID" />
        </dd>
        <dt>partnerUserSecret</dt>
        <dd>
          <code>{partnerUserSecret}</code> <CopyButton text={partnerUserSecret} what="partnerUserSecret" />
        </dd>
      </dl>
      <CodeBlock
        label="Try them with curl"
        text={`curl -s ${data?.endpoint ?? ''} \\\n  --data-urlencode 'requestJobDescription=${job.replaceAll("'", `'\\''`)}'`}
      />
    </div>
  );
}
