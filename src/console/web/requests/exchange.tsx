import { isScimOperation } from '../../../protocol/scim/operations.js';
import { defined } from '../../../util/defined.js';
import { useResource } from '../hooks.js';
import { hashOf, setParams, useRoute } from '../route.js';
import { Badge } from '../ui/badge.js';
import { Code } from '../ui/code.js';
import { Facts } from '../ui/facts.js';
import { Problem } from '../ui/problem.js';
import { type Tab, Tabs } from '../ui/tabs.js';
import { None } from '../ui/text.js';
import { Actions } from './actions.js';
import { Changes } from './changes.js';
import { Compare } from './compare.js';
import { AdvisoryList, EvidenceOf } from './evidence-of.js';
import type { Opened } from './opened.js';
import { ResponseOf } from './response-of.js';
import { Sent } from './sent.js';
import { isDryRun, verdictOf } from './verdict.js';
import { WhyBox } from './why-box.js';

type TabName = 'response' | 'request' | 'changes' | 'advisories' | 'evidence' | 'compare';

/** One request: why it failed, what can be done with it, and its parts in tabs. */
export function Exchange({ id, onReplayed }: { id: number; onReplayed: (id: number) => void }) {
  const { data, problem } = useResource<Opened>(`exchanges/${id}`);
  const { params } = useRoute();
  if (problem !== undefined) return <Problem text={problem} />;
  if (data === undefined) return <None>Loading…</None>;
  const base = Number(params.get('base') ?? id);
  const tabs = tabsOf(data, base !== id);
  const current = tabs.find((tab) => tab.id === params.get('tab'))?.id ?? 'response';
  return (
    <article>
      <p class="back">
        <a href={hashOf(['requests'], { ...Object.fromEntries(params), base: undefined })}>Back to the list</a>
      </p>
      <Heading entry={data} />
      {data.why !== undefined && <WhyBox why={data.why} isFault={data.fault !== undefined} />}
      <Actions entry={data} onReplayed={onReplayed} />
      <Tabs label="Parts of the request" tabs={tabs} current={current} onChange={(tab) => setParams({ tab })}>
        <Part name={current} entry={data} base={base} />
      </Tabs>
    </article>
  );
}

function tabsOf({ changes, advisories }: Opened, isCompared: boolean): Tab<TabName>[] {
  return [
    { id: 'response', title: 'Response' },
    { id: 'request', title: 'Request' },
    { id: 'changes', title: 'Changes', count: changes?.length },
    { id: 'advisories', title: 'Advisories', count: advisories.length },
    { id: 'evidence', title: 'Evidence' },
    ...(isCompared ? [{ id: 'compare', title: 'Compare' } as const] : []),
  ];
}

function Heading({ entry }: { entry: Opened }) {
  const { id, job, responseCode, response, at, durationMs, fault, request, outcome, advisories, answer, isCut } = entry;
  const code = responseCode ?? response.status;
  const codes = advisories.map((advisory) => advisory.code);
  const verdict = verdictOf({ code, status: response.status, advisories: codes, ...defined({ isCut, fault }) });
  // Nothing that failed is green.
  const shown = entry.why !== undefined && verdict === 'good' ? 'warn' : verdict;
  const isScim = job !== undefined && isScimOperation(job);
  return (
    <>
      <h2 tabIndex={-1}>
        <Code code={code} verdict={shown} isCut={isCut} /> #{id} {job ?? '(unknown job)'}
      </h2>
      <p class="bar middle">
        <span class="quiet">
          {at.replace('T', ' ').replace('Z', ' UTC')} · {durationMs.toFixed(1)} ms · {request.method} · HTTP {response.status}
          {outcome.text !== undefined && ` · ${outcome.text}`}
        </span>
        {isDryRun({ ...(answer !== undefined && { answer }) }) && <Badge as="info">dry run</Badge>}
        {fault !== undefined && <Badge as="fault">fault {fault}</Badge>}
      </p>
      <Facts
        facts={
          isScim
            ? [
                ['User', entry.user],
                ['Domain of the token', entry.domain],
              ]
            : [
                ['Sent by', outcome.who],
                ['Policy', outcome.about],
              ]
        }
      />
    </>
  );
}

function Part({ name, entry, base }: { name: TabName; entry: Opened; base: number }) {
  switch (name) {
    case 'request':
      return <Sent entry={entry} />;
    case 'changes':
      return entry.changes === undefined ? <None>The request changed nothing.</None> : <Changes entry={entry} />;
    case 'advisories':
      return <AdvisoryList advisories={entry.advisories} />;
    case 'evidence':
      return <EvidenceOf entry={entry} />;
    case 'compare':
      return <Compare base={base} entry={entry} />;
    default:
      return <ResponseOf entry={entry} />;
  }
}
