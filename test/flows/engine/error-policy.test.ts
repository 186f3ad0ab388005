import { expect, test } from 'vitest';
import { buildFlow, type FlowExport, type RunFlowOptions, runFlow } from '../../../src/flows/index.js';

type Policy = Readonly<Record<string, unknown>>;
type Handler = FlowExport;

/** A flow with one connector card, whose results come from a stub and are handled by its error policy. */
const flowWith = (policy: Policy, handler?: Handler): FlowExport => {
  const flow = buildFlow('Calls', (cards) => {
    cards.helperFlow({});
    const card = cards.card('@acme.ask', 'Ask', { question: 'why' }, { answer: 'string' });
    cards.returns({ answer: card.out('answer') });
  });
  const methods = Object.values(flow.data.flos).flatMap(({ data }) => data?.methods ?? []);
  for (const { node } of methods) if (node.data.name === 'Ask') node.model.policy.error = policy;
  return handler === undefined ? flow : { ...flow, data: { ...flow.data, flos: { ...flow.data.flos, ...handler.data.flos } } };
};

const run = (policy: Policy, sequence: readonly object[], handler?: Handler, options: RunFlowOptions = {}) =>
  runFlow(flowWith(policy, handler), {
    flow: 'Calls',
    clock: '2026-01-31T09:00:00Z',
    stubs: [{ card: 'Ask', sequence: [...sequence] }],
    ...options,
  });

const fails = (code?: number | string): object => ({ error: { message: `failed with ${code}`, ...(code !== undefined && { code }) } });
const ANSWER = { outputs: { answer: 'because' } };

test('a rate-limited card is retried as often as it says, after its delays; the last delay repeats', async () => {
  const result = await run({ type: 'finish', retry: 3, delay: [1_000, 5_000] }, [fails(429), fails(429), fails(429), ANSWER]);
  expect(result).toMatchObject({ status: 'finished', output: { answer: 'because' } });
  const card = result.cards.find(({ title }) => title === 'Ask');
  expect(card).toMatchObject({ ms: 11_000, outputs: { answer: 'because' } });
  expect(card).not.toHaveProperty('error');
});

test('a retry without a delay waits five minutes', async () => {
  const result = await run({ type: 'finish', retry: 1 }, [fails(429), ANSWER]);
  expect(result.cards.find(({ title }) => title === 'Ask')?.ms).toBe(300_000);
});

test('a rate limit that outlasts the retries fails the flow', async () => {
  const result = await run({ type: 'finish', retry: 2, delay: 1_000 }, [fails(429), fails(429), fails(429), ANSWER]);
  expect(result).toMatchObject({ status: 'error', error: { kind: 'card', code: 429, message: 'failed with 429', card: { title: 'Ask' } } });
  expect(result.cards.find(({ title }) => title === 'Ask')).toMatchObject({ ms: 2_000, error: { message: 'failed with 429', code: 429 } });
});

test('there are at most ten retries', async () => {
  const tenth = [...new Array(10).fill(fails(429)), ANSWER];
  expect((await run({ type: 'finish', retry: 50, delay: 0 }, tenth)).status).toBe('finished');
  expect((await run({ type: 'finish', retry: 50, delay: 0 }, [fails(429), ...tenth])).error?.code).toBe(429);
});

test.each([500, 400, 428, 430, '429', undefined])('an error with code %j is not retried', async (code) => {
  const result = await run({ type: 'finish', retry: 5, delay: 1_000 }, [fails(code), ANSWER]);
  expect(result).toMatchObject({ status: 'error', error: { message: `failed with ${code}` } });
  expect(result.cards.find(({ title }) => title === 'Ask')?.ms).toBe(0);
});

const handler = (withError = false): FlowExport =>
  buildFlow('Handler', (cards) => {
    const start = cards.helperFlow({ question: 'string', message: 'string' });
    if (withError) cards.returnError({ message: 'the handler failed', statusCode: 418 });
    else cards.returns({ answer: start.out('question') });
  });
const uuidOf = (flow: FlowExport): string => Object.keys(flow.data.flos)[0] ?? '';

test("the outputs of a handler become the card's outputs; the handler gets the card's inputs", async () => {
  const caught = handler();
  const result = await run({ type: 'handler', flo: uuidOf(caught) }, [fails(500)], caught);
  expect(result).toMatchObject({ status: 'finished', output: { answer: 'why' } });
  expect(result.cards.find(({ title }) => title === 'Ask')).toMatchObject({
    note: 'handled',
    error: { code: 500 },
    outputs: { answer: 'why' },
  });
  const asked = result.cards.find(({ title }) => title === 'Ask')?.position;
  expect(result.cards.filter(({ flow }) => flow === 'Handler').map(({ caller, depth }) => [caller, depth])).toEqual([
    [asked, 1],
    [asked, 1],
  ]);
});

test('a handler does not run if the card succeeds', async () => {
  const caught = handler();
  const result = await run({ type: 'handler', flo: uuidOf(caught) }, [ANSWER], caught);
  expect(result.output).toEqual({ answer: 'because' });
  expect(result.cards.map(({ flow }) => flow)).not.toContain('Handler');
});

test('a handler that fails fails the flow with its own error', async () => {
  const caught = handler(true);
  const result = await run({ type: 'handler', flo: uuidOf(caught) }, [fails(500)], caught);
  expect(result.error).toMatchObject({ code: 418, message: 'the handler failed', flow: 'Handler' });
});

test('a helper for errors runs, and the flow still fails', async () => {
  const told = handler();
  const result = await run({ type: 'flo', flo: uuidOf(told) }, [fails(500)], told);
  expect(result.error).toMatchObject({ code: 500, message: 'failed with 500' });
  expect(result.cards.map(({ flow }) => flow)).toContain('Handler');
});

test('a handler that is not in the export stops the run and is named', async () => {
  const result = await run({ type: 'handler', flo: '00000000-0000-4000-8000-000000000000' }, [fails(500)]);
  expect(result.error).toMatchObject({
    kind: 'unstubbed',
    message: "'Ask' passes its errors to a flow that is not in the export. Export the whole folder, which includes that flow.",
  });
});

test('a policy that returns leaves the flow with the error as its output', async () => {
  const result = await run({ type: 'return' }, [fails(500)]);
  expect(result).toMatchObject({
    status: 'finished',
    message: 'failed with 500',
    output: { error: { message: 'failed with 500', code: 500 } },
  });
  expect(result.output.answer).toBeUndefined();
});

test("an error policy can't handle what stops the run", async () => {
  const flow = flowWith({ type: 'return' });
  const result = await runFlow(flow, { flow: 'Calls' });
  expect(result).toMatchObject({ status: 'error', error: { kind: 'unstubbed' } });
});
