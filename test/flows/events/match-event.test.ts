import { expect, test } from 'vitest';
import { whyNoFlow } from '../../../src/flows/events/match-event.js';
import { buildFlow, createEvent, loadFlow, matchingFlows } from '../../../src/flows/index.js';

const assigned = loadFlow(
  buildFlow(
    'Assigned',
    (cards) => void cards.card('@okta.userAddedToApplicationMembership', 'Assigned', { 'parameters/instance': '0oaOne' }),
  ),
);
const AT = '2026-01-31T09:00:00Z';

test('a hook for another application starts nothing, and both applications are named', () => {
  const hook = createEvent('application.user_membership.add', { user: '00uNina', app: '0oaTwo', at: AT });
  expect(matchingFlows(assigned, hook)).toEqual([]);
  expect(whyNoFlow(assigned, hook)).toBe(
    'application.user_membership.add starts no flow of this export. Its triggers are: application.user_membership.add of application 0oaOne',
  );
});

test('a hook with another event type, or without events, starts nothing and says so', () => {
  expect(whyNoFlow(assigned, createEvent('user.account.lock', { user: '00uNina', at: AT }))).toMatch(/^user\.account\.lock starts no flow/);
  expect(whyNoFlow(assigned, { eventType: 'com.okta.event_hook', data: { events: [] } })).toMatch(/^an empty event hook starts no flow/);
});
