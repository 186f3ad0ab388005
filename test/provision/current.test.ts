import { expect, test } from 'vitest';
import type { Client } from '../../src/client/index.js';
import { readCurrent } from '../../src/provision/plan/current.js';
import { owner, serviceOf } from '../support/service.js';

const people = [{ id: 'A', name: 'Head Office', owner: 'Boss@X.com', members: [owner, { email: 'Ed@x.com', submitsTo: undefined }] }];
const scope = new Map([['A', { manages: 'leavers' as const }]]);

/** A service, and the input of each request. */
function watched() {
  const asked: unknown[] = [];
  const service = serviceOf(...people);
  const client: Client = {
    ...service,
    listPolicies: (options) => {
      asked.push(['listPolicies', options]);
      return service.listPolicies(options);
    },
    getPolicies: (ids, options) => {
      asked.push(['getPolicies', ids, options]);
      return service.getPolicies(ids, options);
    },
  };
  return { client, asked };
}

test('a policy is read with addresses in the form that plans compare, and missing fields as empty', async () => {
  const { policies, problems } = await readCurrent(watched().client, scope);
  expect(problems).toEqual([]);
  expect(policies).toMatchObject([{ id: 'A', name: 'Head Office', owner: 'boss@x.com', manages: 'leavers' }]);
  expect(policies[0]?.members.get('ed@x.com')).toEqual({
    email: 'ed@x.com',
    address: 'ed@x.com',
    role: 'user',
    employeeID: undefined,
    customField1: undefined,
    customField2: undefined,
    submitsTo: '',
    forwardsTo: '',
    approvalLimit: 0,
    overLimitForwardsTo: '',
  });
});

test('reading takes two requests, and the signal cancels both', async () => {
  const { client, asked } = watched();
  const { signal } = new AbortController();
  await readCurrent(client, scope, signal);
  await readCurrent(client, scope);
  expect(asked).toStrictEqual([
    ['listPolicies', { signal }],
    ['getPolicies', ['A'], { fields: ['employees'], signal }],
    ['listPolicies', {}],
    ['getPolicies', ['A'], { fields: ['employees'] }],
  ]);
});

test('if no policy can be read, no further request is sent', async () => {
  const { client, asked } = watched();
  const { policies, problems } = await readCurrent(client, new Map([['X', { manages: 'everyone' as const, at: { file: 'p.csv' } }]]));
  expect(policies).toEqual([]);
  expect(problems).toMatchObject([{ code: 'unknown-policy', at: { file: 'p.csv' } }]);
  expect(asked).toEqual([['listPolicies', {}]]);
});
