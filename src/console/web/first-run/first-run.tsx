import type { Overview } from '../../overview.js';
import type { PageTexts } from '../../page-texts.js';
import { useResource } from '../hooks.js';
import { CodeBlock } from '../ui/code-block.js';
import { CopyButton } from '../ui/copy-button.js';
import { Samples } from './samples.js';
import { TryIt } from './try-it.js';

/** What a new user needs until the first request arrives: where to send it, as whom, and something to paste. */
export function FirstRun() {
  const { data } = useResource<Overview>('overview');
  const { data: texts } = useResource<PageTexts>('texts');
  const endpoint = data?.endpoint ?? '…';
  return (
    <article class="first-run">
      <div>
        <h2 class="welcome">Send your first request</h2>
        <p class="lead">The emulator is running. Point your client at this endpoint; requests appear here as they arrive.</p>
      </div>
      <p class="endpoint-line">
        <code class="large-code">{endpoint}</code>
        <CopyButton text={endpoint} what="endpoint" label="Copy the endpoint" />
      </p>
      <TryIt endpoint={endpoint} job={data?.job ?? {}} />
      <Samples />
      <div class="sides">
        <CodeBlock label="Okta Workflows, API Connector › Raw Request" text={texts?.oktaCard.replace('ENDPOINT', endpoint) ?? ''} />
        <CodeBlock label="A vitest test" text={texts?.test ?? ''} />
      </div>
    </article>
  );
}
