import { expect, test } from 'vitest';
import { type Answer, createTestEmulator, sendJob, updateEmployees } from '../../support/emulator.js';
import { at, FOREIGN, MAIN, MAX, newcomer, OWNER, SECOND } from '../../support/people.js';
import { smallSeed } from '../../support/worlds.js';

const list = (
  emulator: Parameters<typeof sendJob>[0],
  settings: object = {},
  credentials: object = emulator.credentials,
): Promise<Answer> => sendJob(emulator, { type: 'get', credentials, inputSettings: { type: 'policyList', ...settings } });

const roles = ({ policyList }: Answer): string[] => policyList.map(({ id, role }: Answer) => `${id} ${role}`);

test('every policy that the account is a member of is listed with its role', async () => {
  await using emulator = await createTestEmulator();
  expect(roles(await list(emulator))).toEqual([`${MAIN} admin`, `${SECOND} admin`, `${FOREIGN} user`]);
});

test.each([true, 'true'])('adminOnly %j leaves out policies where the account is not an admin', async (adminOnly) => {
  await using emulator = await createTestEmulator();
  expect(roles(await list(emulator, { adminOnly }))).toEqual([`${MAIN} admin`, `${SECOND} admin`]);
});

test.each([false, 'false'])('adminOnly %j lists all policies', async (adminOnly) => {
  await using emulator = await createTestEmulator();
  expect(roles(await list(emulator, { adminOnly }))).toHaveLength(3);
});

test.each([5, 'yes', null, ''])('adminOnly %j is malformed', async (adminOnly) => {
  await using emulator = await createTestEmulator();
  expect(await list(emulator, { adminOnly })).toEqual({
    responseMessage: "'adminOnly' parameter is missing or malformed",
    responseCode: 410,
  });
});

test('a policy is shown with the recorded keys in their order and types', async () => {
  await using emulator = await createTestEmulator();
  const [policy] = (await list(emulator)).policyList;
  expect(Object.keys(policy)).toHaveLength(33);
  expect(Object.keys(policy).slice(0, 3)).toEqual(['shouldShowAutoApprovalOptions', 'role', 'chatReportIDAdmins']);
  expect(policy).toMatchObject({
    id: MAIN,
    name: 'Acme Headquarters',
    owner: OWNER,
    ownerAccountID: 18558431,
    outputCurrency: 'USD',
    type: 'corporate',
    approvalMode: 'ADVANCED',
    tax: '{"trackingEnabled":true}',
    isPolicyExpenseChatEnabled: '1',
    areTagsEnabled: true,
    invoice: { markUp: 0 },
    chatReportIDAdmins: expect.any(Number),
  });
  expect(Number.isSafeInteger(policy.chatReportIDAdmins)).toBe(true);
});

test('an account without policies gets an empty list', async () => {
  await using emulator = await createTestEmulator({ seed: smallSeed({ policies: [{ name: 'P', owner: 'else@x.example' }] }) });
  expect(await list(emulator)).toEqual({ policyList: [], responseCode: 200 });
});

test('a list contains later changes', async () => {
  await using emulator = await createTestEmulator();
  const pair = emulator.directory.createCredential(MAX);
  expect(roles(await list(emulator, {}, pair))).toEqual([`${MAIN} user`]);
  await updateEmployees(emulator, [
    { employeeEmail: MAX, managerEmail: OWNER, employeeID: 'E110', policyID: MAIN, role: 'admin', additionalPolicyIDs: [SECOND] },
  ]);
  expect(roles(await list(emulator, {}, pair))).toEqual([`${MAIN} admin`, `${SECOND} admin`]);
});

test('a list contains a new address of the owner', async () => {
  await using emulator = await createTestEmulator();
  const self = { employeeEmail: OWNER, managerEmail: OWNER, employeeID: 'E1', policyID: MAIN };
  await updateEmployees(emulator, [self]);
  expect((await list(emulator)).policyList[0].owner).toBe(OWNER);
  await updateEmployees(emulator, [{ ...self, employeeEmail: at('boss') }]);
  expect((await list(emulator)).policyList[0].owner).toBe(at('boss'));
});

test('after a restore, the list is that of the restored world', async () => {
  await using emulator = await createTestEmulator();
  const snapshot = emulator.snapshot();
  const before = await list(emulator);
  await emulator.seed('faker:1:2');
  expect(await list(emulator)).not.toEqual(before);
  emulator.restore(snapshot);
  expect(await list(emulator)).toEqual(before);
});

const denied = (email: string): Answer => ({ responseMessage: `Not authorized to authenticate as user ${email}`, responseCode: 500 });

test('userEmail lists the policies of a person who granted access', async () => {
  await using emulator = await createTestEmulator();
  expect(roles(await list(emulator, { userEmail: at('dana.director') }))).toEqual([`${MAIN} user`, `${FOREIGN} admin`]);
  expect(roles(await list(emulator, { userEmail: at('Dana.Director').toUpperCase(), adminOnly: true }))).toEqual([`${FOREIGN} admin`]);
});

test.each([MAX, at('nobody'), '', 'x'])('userEmail %j without a grant is refused', async (userEmail) => {
  await using emulator = await createTestEmulator();
  expect(await list(emulator, { userEmail })).toEqual(denied(userEmail));
});

test.each<unknown>([5, null, ['x'], {}, { toString: 1 }])('a userEmail of %j, which is not a string, is refused', async (userEmail) => {
  await using emulator = await createTestEmulator();
  expect(await list(emulator, { userEmail })).toMatchObject({
    responseCode: 500,
    responseMessage: expect.stringMatching(/^Not authorized to authenticate as user/),
  });
});

test('userEmail can be the account itself', async () => {
  await using emulator = await createTestEmulator();
  expect(roles(await list(emulator, { userEmail: OWNER }))).toHaveLength(3);
});

test('a domain can grant access for its members', async () => {
  const seed = smallSeed({
    accounts: [{ email: 'a@small.example' }, { email: 'b@other.example' }],
    policies: [{ name: 'P', owner: 'a@small.example', members: [{ email: 'b@other.example' }] }],
    thirdPartyAccess: [{ grantor: 'small.example', grantee: 'admin@small.example' }],
  });
  await using emulator = await createTestEmulator({ seed });
  expect((await list(emulator, { userEmail: 'a@small.example' })).policyList).toHaveLength(1);
  expect(await list(emulator, { userEmail: 'b@other.example' })).toEqual(denied('b@other.example'));
});

test('a new member gets the policy in the list only after the feed', async () => {
  await using emulator = await createTestEmulator();
  expect(await list(emulator, { userEmail: at('new') })).toEqual(denied(at('new')));
  await updateEmployees(emulator, [newcomer()]);
  const pair = emulator.directory.createCredential(at('new'));
  expect(roles(await list(emulator, {}, pair))).toEqual([`${MAIN} user`]);
});
