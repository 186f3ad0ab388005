import { isScimOperation } from '../../../protocol/scim/operations.js';
import { CodeBlock } from '../ui/code-block.js';
import { pretty, prettyText } from '../ui/pretty.js';
import type { Opened } from './opened.js';

/** What was sent: decoded, and beside it as it came. */
export function Sent({ entry }: { entry: Opened }) {
  const { request, decodedJob, job } = entry;
  const { requestJobDescription, ...others } = request.fields;
  const type = request.contentType === undefined ? '' : `content-type: ${request.contentType}\n`;
  const isScim = job !== undefined && isScimOperation(job);
  return (
    <div class="sides">
      <div class="stack">
        {isScim ? (
          <CodeBlock label="Decoded body" text={request.body === '' ? 'No body.' : prettyText(request.body)} />
        ) : (
          <CodeBlock
            label="Decoded job"
            text={decodedJob === undefined ? (requestJobDescription ?? "The job couldn't be parsed.") : pretty(decodedJob)}
          />
        )}
        {Object.entries(others).map(([name, text]) => (
          <CodeBlock key={name} label={`Field ${name}`} text={prettyText(text)} />
        ))}
      </div>
      <CodeBlock
        label="Raw request"
        title={`Raw request, ${request.bytes} bytes`}
        text={`${request.method} ${request.url}\n${type}\n${request.body}`}
      />
    </div>
  );
}
