import { expect, test } from 'vitest';
import { requiredInputs } from '../../src/flows/engine/start.js';
import { awaitedEvents, buildFlow, type Cards, createEvent, type FlowExport, loadFlow, runFlow } from '../../src/flows/index.js';
import { declare } from './support/declare.js';

const AT = '2026-01-31T09:00:00Z';
const eventFlow = (name: string, card: string): FlowExport =>
  buildFlow(name, (cards) => cards.event(card, 'It happened', { 'Event Type': 'string' }, () => undefined));
const helper = (build: (cards: Cards) => void): FlowExport => buildFlow('Helper', build);
const join = (one: FlowExport, other: FlowExport): FlowExport => ({
  ...one,
  data: { ...one.data, flos: { ...one.data.flos, ...other.data.flos } },
});
const created = createEvent('user.lifecycle.create', { user: '00u1', at: AT });
const removed = createEvent('group.user_membership.remove', { user: '00u1', group: 'Staff', at: AT });

test("an event with another type than the trigger's is an error with both types", async () => {
  const flow = eventFlow('On leave', '@okta.userDeactivated');
  await expect(runFlow(flow, { event: created })).rejects.toThrow(
    "Flow 'On leave' is started by user.lifecycle.deactivate (card 'It happened'), but the type of the event is user.lifecycle.create. Create the right one with 'flow event user.lifecycle.deactivate'.",
  );
});

test("an event for another application than the trigger's is an error with both", async () => {
  const flow = buildFlow('On assignment', (cards) =>
    cards.event('@okta.userAddedToApplicationMembership', 'Assigned', { 'Event Type': 'string' }, () => undefined),
  );
  const [top] = Object.values(flow.data.flos);
  const start = top?.data?.methods.find(({ address }) => address.includes('userAddedToApplicationMembership'));
  const slot = { id: 'app', group: 'parameters', key: 'instance', value: { type: 'string', collection: false, data: '0oaExpensify' } };
  if (start !== undefined) Object.assign(start.node.model.inputs.data, { app: slot });
  const assigned = (app?: string) =>
    createEvent('application.user_membership.add', { user: '00u1', at: AT, ...(app !== undefined && { app }) });
  await expect(runFlow(flow, { event: assigned('0oaOther') })).rejects.toThrow(
    "Flow 'On assignment' listens for events of the application 0oaExpensify (card 'Assigned'), but this event is for 0oaOther. Create one with --app 0oaExpensify.",
  );
  expect((await runFlow(flow, { event: assigned('0oaExpensify') })).status).toBe('finished');
});

test('suggests the flow of the export that the event starts', async () => {
  const pack = join(eventFlow('On create', '@okta.userCreated'), eventFlow('On removal', '@okta.userRemovedFromGroupMembership'));
  await expect(runFlow(pack, { flow: 'On create', event: removed })).rejects.toThrow("Did you mean the flow 'On removal'");
});

test('suggests a correction for a misspelt event type', async () => {
  const [event] = created.data.events;
  const misspelt = { ...event, eventType: 'user.lifecycle.creat' };
  await expect(runFlow(eventFlow('On create', '@okta.userCreated'), { event: misspelt })).rejects.toThrow(
    "Did you mean 'user.lifecycle.create'?",
  );
});

test('an unknown trigger accepts any event, and any trigger accepts an event without a type', async () => {
  expect((await runFlow(eventFlow('Other', '@acme.happened'), { event: created })).status).toBe('finished');
  const bare = { Output: { 'Okta User': { ID: '00u1' } } };
  expect((await runFlow(eventFlow('On create', '@okta.userCreated'), { event: bare })).status).toBe('finished');
});

test("the actor is the user for the user's own actions, otherwise the org's admin", () => {
  const actorOf = (type: string) => createEvent(type, { user: '00u1', at: AT }).data.events[0]?.actor?.id;
  expect([actorOf('user.session.start'), actorOf('user.lifecycle.suspend')]).toEqual(['00u1', '00uAdmin']);
});

test('an export without an event trigger awaits no events', () => {
  expect(awaitedEvents(loadFlow(helper((cards) => void cards.helperFlow({}))))).toEqual([]);
});

test("inputs that a helper's cards use are required, all missing ones are named, and empty is a value", async () => {
  const flow = helper((cards) => {
    const start = cards.helperFlow({ 'User ID': 'string', Manager: 'string', Unused: 'string' });
    cards.returns({ a: start.out('User ID'), b: start.out('Manager') });
  });
  await expect(runFlow(flow)).rejects.toThrow("Flow 'Helper' requires the inputs 'User ID', 'Manager'. Give each a value");
  await expect(runFlow(flow, { input: { 'User ID': 'x' } })).rejects.toThrow(
    'requires the input \'Manager\'. Give it a value with --input "Manager=…"',
  );
  expect((await runFlow(flow, { input: { 'User ID': '', Manager: '' } })).output).toEqual({ a: '', b: '' });
});

test('an input that the export marks as required must be given, unless it has a value', () => {
  const flow = helper((cards) => {
    const start = cards.helperFlow({ Marked: 'string', Preset: 'string', Free: 'string' });
    cards.returns({ a: start.out('Preset') });
  });
  const pack = loadFlow(declare(flow, { Marked: { data: '', required: true }, Preset: { data: 'x' } }));
  expect([...pack.flows.values()].map(requiredInputs)).toEqual([['Marked']]);
});
