import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cleanUpPrograms, runProgram, startProgram, temporaryFolder } from '../support/program.js';
import { runHere } from '../support/run-here.js';

cleanUpPrograms();

const verify = (args: readonly string[], env: Record<string, string> = {}) => runHere(['contract', 'verify', ...args], env);

/** A folder with one contract that holds and one that does not. */
function contractsFolder(): string {
  const folder = temporaryFolder();
  const interaction = (id: string, responseCode: number) => ({
    id,
    description: `The answer <${id}> is ${responseCode}`,
    exercises: ['get policyList/listed'],
    evidence: 'documented',
    source: 'a test',
    when: { job: { type: 'get', inputSettings: { type: 'policyList' } } },
    then: { body: { $partial: { responseCode } } },
  });
  const file = { title: 'Two', interactions: [interaction('holds', 200), interaction('is-broken', 201)] };
  writeFileSync(join(folder, 'two.yaml'), JSON.stringify(file));
  return folder;
}

test.each(['in-process', 'http'])('against %s an interaction that holds exits 0 and one that is broken exits 1', async (target) => {
  const contracts = contractsFolder();
  const good = await verify(['--target', target, '--contracts', contracts, '--filter', 'holds']);
  expect(good).toMatchObject({ code: 0, stdout: expect.stringContaining(`1 passed, 0 failed, 0 skipped (target: ${target})`) });
  const bad = await verify(['--target', target, '--contracts', contracts]);
  expect(bad).toMatchObject({ code: 1, stdout: expect.stringContaining(`1 passed, 1 failed, 0 skipped (target: ${target})`) });
  expect(bad.stdout).toMatch(/✗ is-broken: .*\n {4}.*201/);
});

test('a running emulator is a target like the live service', async () => {
  const ready = await startProgram().ready();
  const env = {
    EXPENSIFY_PARTNER_USER_ID: ready.credentials.partnerUserID,
    EXPENSIFY_PARTNER_USER_SECRET: ready.credentials.partnerUserSecret,
  };
  const { code, stdout } = await verify(['--target', ready.endpoint, '--contracts', contractsFolder(), '--filter', 'holds'], env);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('1 passed, 0 failed') });
  expect(stdout).not.toContain(ready.credentials.partnerUserSecret);
});

test('--junit writes a report whose text is escaped', async () => {
  const file = join(temporaryFolder(), 'report.xml');
  await verify(['--contracts', contractsFolder(), '--junit', file]);
  const report = readFileSync(file, 'utf8');
  expect(report).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuite [^>]*tests="2" failures="1" skipped="0">/);
  expect(report).toContain('The answer &lt;is-broken&gt; is 201');
});

test('the contracts that come with the program are found from any folder', async () => {
  expect(await runProgram(['contract', 'verify', '--filter', 'form-urlencoded']).ended()).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^[1-9]\d* passed, 0 failed, 0 skipped \(target: in-process\)\n$/),
  });
});

test('only failures are listed, or every interaction with --verbose', async () => {
  const contracts = contractsFolder();
  expect((await verify(['--contracts', contracts])).stdout).toMatch(
    /^✗ is-broken: The answer <is-broken> is 201\n {4}body\.responseCode expected 201, got 200\n\n1 passed, 1 failed, 0 skipped \(target: in-process\)\n$/,
  );
  expect((await verify(['--contracts', contracts, '--verbose'])).stdout).toMatch(
    /^✓ holds {6}documented {2}The answer <holds> is 200\n✗ is-broken {2}documented/,
  );
});

test.each([
  ['a filter that finds nothing', ['--filter', 'no such thing'], {}, /No interaction matches 'no such thing'\./],
  [
    'a target that is none',
    ['--target', 'production'],
    {},
    /--target must be in-process, http, or an http or https URL, not 'production'\./,
  ],
  ['a URL without a pair', ['--target', 'http://127.0.0.1:1/'], {}, /EXPENSIFY_PARTNER_USER_ID and EXPENSIFY_PARTNER_USER_SECRET/],
  ['an unknown flag', ['--taget', 'http'], {}, /unknown option '--taget'/],
  ['a folder that is not there', ['--contracts', 'nowhere'], {}, /nowhere/],
  ['a report that cannot be written', ['--filter', 'form-urlencoded', '--junit', 'nowhere/report.xml'], {}, /nowhere\/report\.xml/],
])('%s is one sentence and exit 2', async (_name, args, env, sentence) => {
  const { code, stderr } = await verify(args, env);
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(code).toBe(2);
});

test('a broken contract file is named and exits 2', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'broken.yaml'), 'title: A\ninteractions: [{ id: a }]');
  const { code, stderr } = await verify(['--contracts', folder]);
  expect(stderr).toMatch(/^expensify-emulator: broken\.yaml: a: description is missing\./);
  expect(code).toBe(2);
});

test('a violation ends the program itself with 1', async () => {
  const { code, stderr } = await runProgram(['contract', 'verify', '--contracts', contractsFolder()]).ended();
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
});
