import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildFlow, type Cards, type FlowExport, item, lintFlow } from '../../src/flows/index.js';
import { LINTS } from '../../src/flows/lint/lint-flow.js';
import { toSarif } from '../../src/flows/show/sarif.js';
import { provisionFlow } from './fixtures/provision.js';

const ENDPOINT = 'https://integrations.expensify.com/Integration-Server/ExpensifyIntegrations';
const flowOf = (build: (cards: Cards) => void): FlowExport => buildFlow('Linted', build);
const codes = (flow: object): string[] => lintFlow(flow).map(({ code }) => code);
const problem = (flow: object, code: string) => lintFlow(flow).find((each) => each.code === code);

test('docs/reference/flow-lints.md explains all lints and no others', () => {
  const page = readFileSync(new URL('../../docs/reference/flow-lints.md', import.meta.url), 'utf8');
  const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(headings.toSorted()).toEqual(LINTS.map(({ code }) => code).toSorted());
});

test('a value composed into a form is reported with its card and source', () => {
  const flow = flowOf((cards) => {
    const start = cards.helperFlow({ Email: 'string' });
    const body = cards.compose('user={{who}}', { who: start.out('Email') }, 'Form');
    cards.rawRequest({ url: 'https://api.example.com', body });
  });
  expect(problem(flow, 'unencoded-form-value')).toMatchObject({
    level: 'error',
    card: { title: 'Form' },
    message: "'Form' puts the output 'Email' of 'Helper Flow' into the form of 'Raw Request' without encoding it.",
  });
});

test.each<[string, (cards: Cards) => void]>([
  [
    'encoded by a card',
    (cards) => {
      const start = cards.helperFlow({ Email: 'string' });
      cards.rawRequest({
        url: 'https://api.example.com',
        body: cards.compose('user={{who}}', { who: cards.encodeComponent(start.out('Email')) }),
      });
    },
  ],
  [
    'encoded, then passed on by an Assign',
    (cards) => {
      const start = cards.helperFlow({ Email: 'string' });
      const kept = cards.assign({ who: cards.encodeComponent(start.out('Email')) });
      cards.rawRequest({ url: 'https://api.example.com', body: cards.compose('user={{who}}', { who: kept.out('who') }) });
    },
  ],
  [
    'a number',
    (cards) => {
      const start = cards.helperFlow({ Page: 'number' });
      cards.rawRequest({ url: 'https://api.example.com', body: cards.compose('page={{page}}', { page: start.out('Page') }) });
    },
  ],
  [
    'JSON that is not a form',
    (cards) => {
      const start = cards.helperFlow({ Email: 'string' });
      cards.rawRequest({ url: 'https://api.example.com', body: cards.compose('{"user":"{{who}}"}', { who: start.out('Email') }) });
    },
  ],
  [
    'a text that is not sent',
    (cards) => {
      const start = cards.helperFlow({ Email: 'string' });
      cards.returns({ Text: cards.compose('user={{who}}', { who: start.out('Email') }) });
    },
  ],
])('a value in a form is accepted if it is %s', (_, build) => {
  expect(codes(flowOf(build))).not.toContain('unencoded-form-value');
});

test('Concatenate is analysed like Compose', () => {
  const flow = flowOf((cards) => {
    const start = cards.helperFlow({ Email: 'string' });
    cards.httpGet({ url: cards.concatenate(['https://api.example.com/users?q=', start.out('Email')]) });
  });
  expect(problem(flow, 'unencoded-form-value')).toMatchObject({ card: { title: 'Concatenate' } });
});

test('a secret is followed through cards and helpers into a URL', () => {
  const helper = buildFlow('Ask', (cards) => {
    const start = cards.helperFlow({ Job: 'object' });
    const query = cards.compose('requestJobDescription={{job}}', { job: cards.encodeComponent(start.out('Job').as('stringify')) });
    cards.rawRequest({ url: 'https://api.example.com', query });
  });
  const flow = flowOf((cards) => {
    cards.helperFlow({});
    cards.callFlow(helper, { Job: cards.construct({ credentials: cards.construct({ partnerUserSecret: 'YOUR_SECRET' }) }) });
  });
  expect(problem(flow, 'secret-in-url')).toMatchObject({ level: 'error', flow: 'Ask', card: { title: 'Raw Request' } });
});

test('a secret in the body is not reported', () => {
  expect(codes(provisionFlow())).not.toContain('secret-in-url');
});

test('a typed-in secret that looks real is reported, a placeholder is not', () => {
  const withSecret = (partnerUserSecret: string) =>
    flowOf((cards) => {
      cards.helperFlow({});
      cards.assign({ partnerUserSecret }, 'Credentials');
    });
  expect(problem(withSecret('75ed68085c0fb3eb678b84247139cf65e2628d16'), 'secret-in-export')).toMatchObject({
    card: { title: 'Credentials' },
  });
  expect(codes(withSecret('YOUR_PARTNER_USER_SECRET'))).toEqual([]);
});

const call = (cards: Cards) => cards.rawRequest({ url: ENDPOINT, body: 'requestJobDescription=%7B%7D', title: 'Call' });

test.each<[string, boolean, (cards: Cards) => void]>([
  ['nothing after the call', true, (cards) => void call(cards)],
  ['only a Return of the body', true, (cards) => cards.returns({ Body: call(cards).out('Body') })],
  [
    'an If/Else on the code',
    false,
    (cards) => {
      const code = cards.get(cards.parse(call(cards).out('Body')), 'responseCode', { type: 'number' });
      cards.ifElse({ left: code, operator: '==', right: 200 }, { then: () => ({ ok: true }), else: () => ({ ok: false }) });
    },
  ],
  [
    'a check in an If Error block',
    false,
    (cards) => {
      const body = call(cards).out('Body');
      cards.ifError(
        (block) => {
          const code = block.get(block.parse(body), 'responseCode', { type: 'number' });
          block.returnErrorIf({ left: code, operator: '!=', right: 200 }, { message: 'refused' });
          return { ok: true };
        },
        () => ({ ok: false }),
      );
    },
  ],
])('%s: an unchecked response is %s', (_, isFound, build) => {
  const flow = flowOf((cards) => {
    cards.helperFlow({});
    build(cards);
  });
  expect(codes(flow).includes('unchecked-answer')).toBe(isFound);
});

test('a response that a helper returns is followed to the caller', () => {
  const helper = buildFlow('Send', (cards) => {
    cards.helperFlow({});
    cards.returns({ Body: call(cards).out('Body') });
  });
  const flow = flowOf((cards) => {
    cards.helperFlow({});
    const body = cards.callFlow(helper, {}, { Body: 'string' }).out('Body');
    cards.returnErrorIf({ left: cards.get(cards.parse(body), 'responseCode'), operator: '!=', right: 200 }, { message: 'refused' });
  });
  expect(codes(flow)).not.toContain('unchecked-answer');
});

test('a call in a helper of a helper of a loop counts as in the loop', () => {
  const send = buildFlow('Send', (cards) => {
    cards.helperFlow({ Email: 'string' });
    call(cards);
  });
  const middle = buildFlow('Middle', (cards) => {
    const start = cards.helperFlow({ Email: 'string' });
    cards.callFlow(send, { Email: start.out('Email') });
  });
  const flow = flowOf((cards) => {
    cards.helperFlow({});
    cards.forEach(['a@example.com'], middle, { Email: item('') }, { title: 'All people' });
  });
  expect(problem(flow, 'call-in-loop')).toMatchObject({
    level: 'warning',
    flow: 'Send',
    message: "'Call' is called for each item of 'All people'.",
  });
});

test('the For Each of an event trigger is not a loop', () => {
  const flow = flowOf((cards) => {
    cards.event('@okta.userCreated', 'User Created', { 'Okta User': 'object' }, (inner) => void call(inner));
  });
  expect(codes(flow)).not.toContain('call-in-loop');
});

test('an update without dry-run gets a note, and one with unread skippedEmployees a warning', () => {
  const flow = flowOf((cards) => {
    cards.helperFlow({});
    const job = cards.construct({ type: 'update', inputSettings: cards.construct({ type: 'employees' }) });
    const body = cards.compose('requestJobDescription={{job}}', { job: cards.encodeComponent(job.as('stringify')) });
    const answer = cards.rawRequest({ url: ENDPOINT, body, title: 'Call' });
    cards.returnErrorIf(
      { left: cards.get(cards.parse(answer.out('Body')), 'responseCode'), operator: '!=', right: 200 },
      { message: 'refused' },
    );
  });
  expect(lintFlow(flow).map(({ code, level }) => [code, level])).toEqual([
    ['skipped-not-read', 'warning'],
    ['no-dry-run', 'note'],
  ]);
});

test('errors come before warnings and notes', () => {
  const levels = lintFlow(provisionFlow({ isUnencoded: true, isUnchecked: true })).map(({ level }) => level);
  expect(levels).toEqual(
    levels.toSorted((one, other) => ['error', 'warning', 'note'].indexOf(one) - ['error', 'warning', 'note'].indexOf(other)),
  );
});

test('SARIF names the rule, the file and the card of each problem', () => {
  const problems = lintFlow(provisionFlow({ isUnencoded: true }));
  const sarif = JSON.parse(JSON.stringify(toSarif([{ uri: 'my%20flows/a.flow', problems }], '1.0.0')));
  expect(sarif).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'expensify-emulator' } } }] });
  const [run] = sarif.runs;
  expect(run.results).toHaveLength(problems.length);
  expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('my%20flows/a.flow');
  expect(run.results.every(({ ruleId }: { ruleId: string }) => run.tool.driver.rules.some(({ id }: { id: string }) => id === ruleId))).toBe(
    true,
  );
});
