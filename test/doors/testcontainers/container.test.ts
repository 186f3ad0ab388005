import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AbstractStartedContainer, type StartedTestContainer } from 'testcontainers';
import { expect, test } from 'vitest';
import { environmentName, OPTION_NAMES } from '../../../src/cli/options.js';
import { createClient } from '../../../src/client/index.js';
import { ExpensifyEmulatorContainer, StartedExpensifyEmulatorContainer } from '../../../src/doors/testcontainers/index.js';
import { createEmulator } from '../../../src/index.js';
import { ROOT } from '../../support/root.js';

// These tests use no container engine. They check the settings of a container, and an emulator in this process takes the
// place of a started container.

/** The settings that the container would pass to an engine. */
class Told extends ExpensifyEmulatorContainer {
  get told() {
    return { image: this.imageName.string, ports: this.exposedPorts, environment: this.environment };
  }
}

test('the ports are those of the image, and the environment variables are those that start reads', () => {
  const { image, ports, environment } = new Told().withSeed('faker:1:5').withRateLimit('enforce').withClock('2026-01-31T09:00:00Z').told;
  expect(image).toContain('expensify-emulator');
  const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
  expect(dockerfile).toContain(`EXPOSE ${ports.join(' ')}`);
  expect(OPTION_NAMES.map(environmentName)).toEqual(expect.arrayContaining(Object.keys(environment)));
  const names = Object.keys(environment).map((name) => name.replace('EXPENSIFY_EMULATOR_', ''));
  expect(names.sort()).toEqual(['CLOCK', 'CONSOLE_HOST', 'CONSOLE_TOKEN', 'RATE_LIMIT', 'SEED']);
});

test('each container has its own token', () => {
  const tokenOf = (container: Told) => container.told.environment.EXPENSIFY_EMULATOR_CONSOLE_TOKEN;
  expect(tokenOf(new Told())).not.toBe(tokenOf(new Told()));
});

/** A started container whose ports are those of an emulator in this process. */
function startedBeside(url: string, consoleUrl: string, token: string): StartedExpensifyEmulatorContainer {
  const mapped: Readonly<Record<number, string>> = { 4310: new URL(url).port, 4311: new URL(consoleUrl).port };
  const engine = { getHost: () => '127.0.0.1', getMappedPort: (port: number) => Number(mapped[port]) };
  return new StartedExpensifyEmulatorContainer(engine as unknown as StartedTestContainer, token);
}

test('a started container creates credentials that work, and resets to the seed', async () => {
  await using emulator = await createEmulator({ consoleToken: 'geheim' });
  const container = startedBeside(emulator.url, emulator.consoleUrl, 'geheim');
  expect(container).toBeInstanceOf(AbstractStartedContainer);
  expect(container.getEndpoint()).toBe(emulator.endpoint);
  const client = createClient({ credentials: await container.createCredentials(), baseUrl: container.getUrl() });
  expect((await client.listPolicies()).length).toBe(3);
  await container.reset();
  expect(emulator.journal.entries()).toEqual([]);
  const pair = await container.createCredentials('max.manager@acme.example');
  expect(pair.partnerUserID).toContain('max_manager');
});

test('a refusal by the console is an error with the reason', async () => {
  await using emulator = await createEmulator({ consoleToken: 'geheim' });
  const container = startedBeside(emulator.url, emulator.consoleUrl, 'falsch');
  await expect(container.reset()).rejects.toThrow(/^The console returned HTTP 401 for reset/);
  await expect(startedBeside(emulator.url, emulator.consoleUrl, 'geheim').createCredentials('nobody@x.example')).rejects.toThrow(
    'HTTP 400',
  );
});
