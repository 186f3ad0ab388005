/** The inputs of a Raw Request card. */
export const OKTA_CARD = `Method        POST
URL           ENDPOINT
Headers       Content-Type: application/x-www-form-urlencoded
Body          requestJobDescription={{URL Encode of the job}}

The job, from an Object › Construct card:
{
  "type": "get",
  "credentials": { "partnerUserID": "…", "partnerUserSecret": "…" },
  "inputSettings": { "type": "policyList" }
}
`;

export const TEST = `import { expect } from 'vitest';
import { test } from 'expensify-emulator/vitest';

test('lists the policies', async ({ emulator, client }) => {
  expect(await client.listPolicies()).toHaveLength(2);
  expect(emulator).toHaveReceivedJob('get policyList');
});
`;
