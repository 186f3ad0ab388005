import { useState } from 'preact/hooks';
import type { JournalEntry } from '../../emulator/journal/journal.js';
import { isScimOperation } from '../../protocol/scim/operations.js';
import { ask } from './api.js';
import { Changes } from './changes.js';
import { useAction, useResource } from './hooks.js';
import { Code, Evidence, Facts, Problem, pretty, prettyText, Said, Text } from './parts.js';
import { Replay } from './replay.js';

type Opened = JournalEntry & { readonly decodedJob?: unknown };

/** One request, decoded and raw, with its response, the evidence for the response, and the changes it made. */
export function Exchange({ id, onReplayed }: { id: number; onReplayed: (id: number) => void }) {
  const { data, problem } = useResource<Opened>(`exchanges/${id}`);
  if (problem !== undefined) return <Problem text={problem} />;
  if (data === undefined) return <p class="none">Loading…</p>;
  const { job, responseCode, response, at, durationMs, fault, evidence, answer, advisories, request } = data;
  const isScim = job !== undefined && isScimOperation(job);
  return (
    <article>
      <p class="back">
        <a href="#/requests">Back to the list</a>
      </p>
      <h2>
        <Code code={responseCode ?? response.status} /> #{id} {job ?? '(unknown job)'}
      </h2>
      <p class="quiet">
        {at.replace('T', ' ').replace('Z', ' UTC')} · {durationMs.toFixed(1)} ms · {request.method} · HTTP {response.status}
        {fault !== undefined && ` · fault ${fault}`}
      </p>
      {isScim && (
        <Facts
          facts={[
            ['User', data.user],
            ['Domain of the token', data.domain],
          ]}
        />
      )}
      <Actions id={id} isScim={isScim} onReplayed={onReplayed} />
      {advisories.map(({ code, message }) => (
        <p key={code + message} class="box warn">
          <strong>{code}</strong> {message}
        </p>
      ))}
      <h3>Response</h3>
      {answer !== undefined && (
        <p>
          <code>{answer}</code> {evidence !== undefined && <Evidence evidence={evidence} />}
        </p>
      )}
      <Text label="Response" text={prettyText(response.body)} />
      <Changes entry={data} title="Changes" />
      <Sent entry={data} isScim={isScim} />
    </article>
  );
}

function Sent({ entry, isScim }: { entry: Opened; isScim: boolean }) {
  const { request, decodedJob } = entry;
  const { requestJobDescription, ...others } = request.fields;
  return (
    <>
      <h3>Request</h3>
      <div class="sides">
        <div>
          <h4>Decoded</h4>
          {isScim ? (
            <Text label="Decoded body" text={request.body === '' ? 'No body.' : prettyText(request.body)} />
          ) : (
            <Text
              label="Decoded job"
              text={decodedJob === undefined ? (requestJobDescription ?? "The job couldn't be parsed.") : pretty(decodedJob)}
            />
          )}
          {Object.entries(others).map(([name, text]) => (
            <div key={name}>
              <h4>{name}</h4>
              <Text label={`Field ${name}`} text={prettyText(text)} />
            </div>
          ))}
        </div>
        <div>
          <h4>Raw, {request.bytes} bytes</h4>
          <Text
            label="Raw request"
            text={`${request.method} ${request.url}\n${request.contentType === undefined ? '' : `content-type: ${request.contentType}\n`}\n${request.body}`}
          />
        </div>
      </div>
    </>
  );
}

/** Buttons that copy a request in different forms. */
function Actions({ id, isScim, onReplayed }: { id: number; isScim: boolean; onReplayed: (id: number) => void }) {
  const { run, notice } = useAction();
  const [withSecret, setWithSecret] = useState(false);
  const [made, setMade] = useState<{ readonly what: string; readonly text: string }>();
  const make = (what: string, path: string): void =>
    run(async () => {
      const answer = await ask<unknown>(`exchanges/${id}/${path}`);
      const text = typeof answer === 'string' ? answer : pretty(answer);
      setMade({ what, text });
      // If the browser does not allow access to the clipboard, the text below can be copied by hand.
      const isCopied = await navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      );
      return isCopied ? `Copied ${what}.` : 'Shown below.';
    });
  return (
    <section aria-label="Actions">
      <div class="bar">
        <button type="button" onClick={() => make('curl command', withSecret ? 'curl?secret=shown' : 'curl')}>
          Copy as curl
        </button>
        {isScim ? (
          <span class="quiet">set SCIM_TOKEN to the domain's token first</span>
        ) : (
          <label class="check">
            <input type="checkbox" checked={withSecret} onChange={(event) => setWithSecret(event.currentTarget.checked)} /> include secret
          </label>
        )}
        <button type="button" onClick={() => make('contract test', 'interaction')}>
          Copy as contract test
        </button>
        <button type="button" onClick={() => make('fault stub', 'stub')}>
          Copy as fault stub
        </button>
      </div>
      <Said {...notice} />
      {made !== undefined && <Text label={made.what} text={made.text} />}
      <Replay id={id} onReplayed={onReplayed} />
    </section>
  );
}
