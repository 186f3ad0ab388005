import { expect, test } from 'vitest';
import { plan } from '../../src/provision/index.js';
import { owner, rowsOf, serviceOf } from '../support/service.js';

const messageFor = async (count: number): Promise<string | undefined> => {
  const policies = Array.from({ length: count }, (_, index) => ({ id: `P${index + 1}`, name: `Policy ${index + 1}`, members: [owner] }));
  const { problems } = await plan(rowsOf([owner], 'X'), serviceOf(...policies));
  return problems.find(({ code }) => code === 'unknown-policy')?.message;
};

test.each([
  [0, 'no policies'],
  [1, 'P1 (Policy 1)'],
  [2, 'P1 (Policy 1), P2 (Policy 2)'],
])('an unknown policy is reported with the %i that exist', async (count, named) => {
  expect(await messageFor(count)).toBe(`This account can't see policy 'X'. It administers ${named}.`);
});

test('policies that the account does not administer are not named', async () => {
  const service = serviceOf({ id: 'A', name: 'Own', members: [owner] }, { id: 'B', name: 'Foreign', role: 'user', members: [owner] });
  expect((await plan([...rowsOf([owner], 'X'), ...rowsOf([owner], 'B')], service)).problems).toEqual([
    {
      code: 'unknown-policy',
      message: "This account can't see policy 'X'. It administers A (Own).",
      at: { file: 'employees[0]' },
    },
    {
      code: 'unknown-policy',
      message: "This account doesn't administer policy 'B' ('Foreign'). It administers A (Own).",
      at: { file: 'employees[1]' },
    },
  ]);
});

test('ten of many policies are named', async () => {
  expect(await messageFor(12)).toMatch(/ P9 \(Policy 9\), P10 \(Policy 10\)\.$/);
});
