import { expect, test } from 'vitest';
import { awaitedEvents, buildFlow, createEvent, loadFlow, runFlow } from '../../../src/flows/index.js';

test.each([
  ['@okta.userActivated', 'user.lifecycle.activate'],
  ['@okta.usersuspended', 'user.lifecycle.suspend'],
  ['@okta.userSuspended', 'user.lifecycle.suspend'],
  ['@okta.userUnsuspended', 'user.lifecycle.unsuspend'],
  ['@okta.userAccountUnlocked', 'user.account.unlock'],
  ['@okta.userMFA', 'user.authentication.auth_via_mfa'],
  ['@okta.userMFAFactorActivated', 'user.mfa.factor.activate'],
  ['@okta.groupProfileUpdated', 'group.profile.update'],
  ['@okta.userSignedIn', 'user.session.start'],
])('%s waits for %s, which flow event can create', async (card, type) => {
  const flow = buildFlow('On event', (cards) => cards.event(card, 'It happened', {}, () => undefined));
  expect(awaitedEvents(loadFlow(flow))).toEqual([type]);
  const event = createEvent(type, { user: '00u1', group: 'Staff', at: '2026-01-31T09:00:00Z' });
  expect((await runFlow(flow, { event })).status).toBe('finished');
});
