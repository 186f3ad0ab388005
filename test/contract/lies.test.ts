import { afterEach, expect, test } from 'vitest';
import { consoleProvider } from '../../src/cli/console-provider.js';
import { emulatorProvider } from '../../src/console/emulator-provider.js';
import { loadContracts } from '../../src/contract/load.js';
import type { Provider } from '../../src/contract/provider.js';
import { type Verdict, verifyInteraction } from '../../src/contract/verify.js';
import { createEmulator, type Emulator } from '../../src/index.js';
import { LIES, type Lie, lyingFetch, lyingProxy } from '../support/lies.js';
import { runHere } from '../support/run-here.js';
import { cleanUpServed } from '../support/serve.js';

cleanUpServed();

const interactions = (await loadContracts()).map(({ interaction }) => interaction);

async function verify(id: string, provider: Provider): Promise<Verdict> {
  const interaction = interactions.find((one) => one.id === id);
  if (interaction === undefined) throw new Error(`Unknown interaction ${id}.`);
  return verifyInteraction(interaction, provider);
}

/** An emulator as a user might run it: with enforced limits, changed state and changed clock. */
let emulator: Emulator | undefined;
afterEach(async () => {
  await emulator?.close();
  emulator = undefined;
});
async function start(): Promise<Emulator> {
  emulator = await createEmulator({ rateLimit: 'enforce', seed: 'faker:7:30' });
  return emulator;
}

const cases = LIES.map((lie) => [lie.kind, lie] as const);

/** The emulator in process, with a proxy in between. */
function inProcess(lie?: Lie): Provider {
  const honest = emulatorProvider('in-process');
  return {
    ...honest,
    open: async (given) => {
      const session = await honest.open(given);
      return 'cannot' in session ? session : { ...session, fetch: lyingFetch(session.fetch, lie) };
    },
  };
}

test.each(cases)('in process, %s is caught', async (_kind, lie) => {
  expect(await verify(lie.shownBy, inProcess())).toMatchObject({ status: 'passed' });
  expect(await verify(lie.shownBy, inProcess(lie))).toMatchObject({ status: 'failed' });
});

test('through an honest proxy, the interactions that catch the lies pass', async () => {
  const { endpoint, consoleUrl } = await start();
  const provider = await consoleProvider(await lyingProxy(endpoint), { url: consoleUrl, token: undefined });
  for (const id of new Set(LIES.map(({ shownBy }) => shownBy))) {
    expect(await verify(id, provider)).toMatchObject({ status: 'passed', problems: [] });
  }
});

test.each(cases)('through a proxy, %s is caught by the verifier and by the command', async (_kind, lie) => {
  const { endpoint, consoleUrl } = await start();
  const proxy = await lyingProxy(endpoint, lie);
  const provider = await consoleProvider(proxy, { url: consoleUrl, token: undefined });
  expect(await verify(lie.shownBy, provider)).toMatchObject({ status: 'failed' });
  await provider.close();
  const { code, stdout } = await runHere(['contract', 'verify', '--target', proxy, '--url', consoleUrl, '--filter', lie.shownBy]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining(`✗ ${lie.shownBy}`) });
});

test('a byte order mark, a repeated requestID and a wrong content type are reported as such', async () => {
  const problems = await Promise.all(
    ['a byte order mark', 'the same requestID for every update', 'a wrong content type for one job only'].map(async (kind) => {
      const lie = LIES.find((one) => one.kind === kind);
      return (await verify(lie?.shownBy ?? '', inProcess(lie))).problems.join('\n');
    }),
  );
  expect(problems[0]).toContain('the response starts with a byte order mark');
  expect(problems[1]).toContain('the requestID Lw6kdb was already used by an earlier update');
  expect(problems[2]).toContain('header content-type expected "application/json" for a JSON response, got "text/html"');
});
