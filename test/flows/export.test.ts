import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildFlow, type FlowExport, loadFlow, runFlow } from '../../src/flows/index.js';
import { deprovisionFlow, offboardFlow } from './fixtures/deprovision.js';
import { nightlyFlow } from './fixtures/nightly.js';
import { provisionFlow } from './fixtures/provision.js';
import { rolesFlow } from './fixtures/roles.js';

const folder = mkdtempSync(join(tmpdir(), 'flows-'));
const written = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
/** A flow, changed as text. */
const changed = (flow: FlowExport, change: (text: string) => string): object => JSON.parse(change(JSON.stringify(flow)));
const greet = () =>
  buildFlow('Greet', (cards) => {
    const start = cards.helperFlow({ Name: 'string' });
    cards.returns({ Greeting: cards.compose('Hello {{Name}}', { Name: start.out('Name') }) });
  });

test.each([
  ['an empty file', '', 'the file is empty'],
  ['truncated JSON', '{"type":"flopack","data":{"flos"', 'Is the export complete?'],
  ['other JSON', '{"name":"x"}', 'its type is not "flopack"'],
  ['a list', '[]', 'its type is not "flopack"'],
  ['a pack without flows', '{"type":"flopack","version":"1.5.0","data":{}}', 'data.flos'],
  ['HTML', '<!doctype html>', 'this is not valid JSON'],
])('%s is refused with the name of the file', (_, text, reason) => {
  const path = written('bad.flow', text);
  expect(() => loadFlow(path)).toThrow(expect.objectContaining({ name: 'FlowFileError', message: expect.stringContaining(reason) }));
  expect(() => loadFlow(path)).toThrow(path);
});

test('a file of 200 MB is refused without being read', () => {
  const path = join(folder, 'huge.flow');
  const file = openSync(path, 'w');
  ftruncateSync(file, 200 * 1024 * 1024);
  closeSync(file);
  expect(() => loadFlow(path)).toThrow('the file is 200 MB; the maximum is 64');
});

test('a missing file is reported as missing', () => {
  expect(() => loadFlow(join(folder, 'none.flow'))).toThrow('the file does not exist');
});

test('a damaged card is named with its flow and place', () => {
  const damaged = changed(greet(), (text) => text.replace('"address":"root:kernel:control:0.0.1:callable"', '"address":7'));
  expect(() => loadFlow(damaged)).toThrow("flow 'Greet': methods.0.address");
});

test('inline flows nested without end are refused', () => {
  const inner = { methods: [], orderings: {} };
  const card = (flow: object) => ({
    uuid: 'u',
    address: 'root:kernel:control:0.0.1:tryCatch',
    node: { model: { inputs: { data: { f: { id: 'f', key: 'flo', value: { type: 'flo', data: flow } } } } } },
  });
  const nested = Array.from({ length: 50 }).reduce<object>((flow) => ({ methods: [card(flow)], orderings: {} }), inner);
  const pack = { type: 'flopack', version: '1.5.0', data: { flos: { a: { name: 'Deep', data: nested } } } };
  expect(() => loadFlow(pack)).toThrow('inline flows are nested more than 40 deep');
});

test.each(['1.2.0', '1.3.0', '1.4.0', '1.5.0'])('version %s is accepted', (version) => {
  expect(loadFlow({ ...greet(), version }).version).toBe(version);
});

test('a byte order mark does not matter', async () => {
  const path = written('bom.flow', `\uFEFF${JSON.stringify(greet())}`);
  expect((await runFlow(path, { input: { Name: 'Ada' } })).output).toEqual({ Greeting: 'Hello Ada' });
});

test('an export that is written, loaded and built again is the same', () => {
  for (const build of [provisionFlow, deprovisionFlow, rolesFlow, nightlyFlow, greet]) {
    const text = JSON.stringify(build());
    expect(JSON.stringify(build())).toBe(text);
    expect(loadFlow({ text, source: 'a.flow' }).findings).toEqual([]);
  }
});

test('a built flow runs the same from its object and from its file', async () => {
  const [flow, path] = [greet(), written('greet.flow', JSON.stringify(greet()))];
  const [fromObject, fromFile] = [await runFlow(flow, { input: { Name: 'Ada' } }), await runFlow(path, { input: { Name: 'Ada' } })];
  const sameButFor = { cards: [], source: '', startedAt: '' };
  expect({ ...fromFile, ...sameButFor }).toEqual({ ...fromObject, ...sameButFor });
  expect([fromFile.source, fromObject.source]).toEqual([path, 'export']);
});

test('a wire to nowhere is a finding, and the card runs without the value', async () => {
  const broken = changed(greet(), (text) => text.replace(/"input":"\w+"/, '"input":"gone"'));
  expect(loadFlow(broken).findings).toMatchObject([{ code: 'broken-pin', flow: 'Greet' }]);
  expect((await runFlow(broken, { input: { Name: 'Ada' } })).output).toEqual({ Greeting: 'Hello ' });
});

test('an edge to nowhere is a finding', () => {
  const broken = changed(greet(), (text) => text.replace('"orderings":{', '"orderings":{"x":["a","b"],'));
  expect(loadFlow(broken).findings).toMatchObject([{ code: 'broken-edge' }]);
});

test('loose cards are a finding', () => {
  const broken = changed(greet(), (text) => text.replace(/"orderings":\{[^}]*\}/, '"orderings":{}'));
  expect(loadFlow(broken).findings).toMatchObject([{ code: 'several-roots' }]);
});

test('cards in a circle are a finding, and a run ends with their titles', async () => {
  const flow = greet();
  const [, second, third] = Object.values(flow.data.flos)[0]?.data?.methods ?? [];
  const circle = changed(flow, (text) => text.replace('"orderings":{', `"orderings":{"x":["${third?.uuid}","${second?.uuid}"],`));
  expect(loadFlow(circle).findings).toMatchObject([{ code: 'cycle', message: expect.stringContaining("'Return' → 'Compose'") }]);
  expect((await runFlow(circle, { input: { Name: 'Ada' } })).error).toMatchObject({
    kind: 'cycle',
    message: expect.stringContaining("'Greet' wait for each other"),
  });
});

test('a helper that was not exported is a finding, and a run that reaches it prints the stub', async () => {
  const caller = buildFlow('Caller', (cards) => {
    cards.helperFlow({});
    cards.callFlow(greet(), { Name: 'Ada' }, { Greeting: 'string' }, 'Greet them');
  });
  const pack = {
    ...caller,
    data: {
      ...caller.data,
      flos: Object.fromEntries(
        Object.entries(caller.data.flos).map(([id, flow]) => [id, flow.name === 'Greet' ? { ...flow, data: null } : flow]),
      ),
    },
  };
  expect(loadFlow(pack).findings).toMatchObject([{ code: 'missing-helper', message: expect.stringContaining("'Greet'") }]);
  const result = await runFlow(pack, { flow: 'Caller' });
  expect(result.error).toMatchObject({ kind: 'unstubbed', message: expect.stringMatching(/^- card: \w+$/m) });
  const stubbed = await runFlow(pack, { flow: 'Caller', stubs: [{ card: 'Greet them', outputs: { Greeting: 'Hi' } }] });
  expect(stubbed.status).toBe('finished');
});

test('keys that are special in JavaScript are keys like any other', async () => {
  const flow = buildFlow('Odd keys', (cards) => {
    const start = cards.helperFlow({ Object: 'object' });
    const made = cards.construct({ constructor: 'a', toString: 'b', value: start.out('Object') });
    cards.returns({ Made: made, Own: cards.get(made, '__proto__.polluted') });
  });
  const odd = changed(flow, (text) => text.replace('"key":"constructor"', '"key":"__proto__"'));
  const result = await runFlow(odd, { input: { Object: JSON.parse('{"__proto__":{"polluted":true}}') } });
  expect(result.status).toBe('finished');
  expect(JSON.stringify(result.output.Made)).toContain('"__proto__":"a"');
  expect(result.output.Own).toBeNull();
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test.each([
  ['okta-flow/provision.flow', provisionFlow],
  ['okta-scim/offboard.flow', offboardFlow],
])('the flow examples/%s is what the builder makes of its fixture', (path, build) => {
  const example = readFileSync(new URL(`../../examples/${path}`, import.meta.url), 'utf8');
  expect(JSON.parse(example)).toEqual(JSON.parse(JSON.stringify(build())));
});
