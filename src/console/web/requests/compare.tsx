import { useResource } from '../hooks.js';
import { Diff } from '../ui/diff.js';
import { pretty, prettyText } from '../ui/pretty.js';
import { Problem } from '../ui/problem.js';
import { Quiet } from '../ui/text.js';
import type { Opened } from './opened.js';

/** What differs between a remembered request and this one, in what was sent and in what came back. */
export function Compare({ base, entry }: { base: number; entry: Opened }) {
  const { data, problem } = useResource<Opened>(`exchanges/${base}`);
  if (data === undefined) return <Problem text={problem} />;
  return (
    <>
      <Quiet>
        #{base} is shown in red, #{entry.id} in green.
      </Quiet>
      <Diff label="Request" before={sentOf(data)} after={sentOf(entry)} />
      <Diff label="Response" before={prettyText(data.response.body)} after={prettyText(entry.response.body)} />
    </>
  );
}

function sentOf({ request, decodedJob }: Opened): string {
  const { requestJobDescription = request.body, ...others } = request.fields;
  const job = decodedJob === undefined ? prettyText(requestJobDescription) : pretty(decodedJob);
  return [job, ...Object.entries(others).map(([name, text]) => `${name}:\n${prettyText(text)}`)].join('\n');
}
