import { AbstractStartedContainer, GenericContainer, type StartedTestContainer, Wait } from 'testcontainers';
import { z } from 'zod';
import { OPTIONS } from '../../emulator/options.js';
import { type Credentials, credentials } from '../../protocol/credentials.js';
import { ENDPOINT_PATH } from '../../protocol/endpoint.js';
import { randomToken } from '../../runtime/system.js';
import { list } from '../../util/lists.js';

const API_PORT = OPTIONS.port.default;
const CONSOLE_PORT = OPTIONS.consolePort.default;
/** The image's health check reports when the emulator is ready. */
const STARTUP_MS = 60_000;

/**
 * The emulator's image as a test container. It is ready when its health check passes, and its console requires a token.
 * @example await using emulator = await new ExpensifyEmulatorContainer().start(); createClient({ baseUrl: emulator.getUrl(), … })
 */
export class ExpensifyEmulatorContainer extends GenericContainer {
  readonly #token = randomToken();

  /** No image is published. Build one from the package's Dockerfile with `docker build -t expensify-emulator .` */
  constructor(image = 'expensify-emulator') {
    super(image);
    this.withExposedPorts(API_PORT, CONSOLE_PORT)
      .withEnvironment({ EXPENSIFY_EMULATOR_CONSOLE_HOST: '0.0.0.0', EXPENSIFY_EMULATOR_CONSOLE_TOKEN: this.#token })
      .withWaitStrategy(Wait.forHealthCheck())
      .withStartupTimeout(STARTUP_MS);
  }

  /** `faker:42:500`, or the path of a file that you copied into the container. */
  withSeed(seed: string): this {
    return this.withEnvironment({ EXPENSIFY_EMULATOR_SEED: seed });
  }

  withRateLimit(mode: 'advise' | 'enforce' | 'off'): this {
    return this.withEnvironment({ EXPENSIFY_EMULATOR_RATE_LIMIT: mode });
  }

  /** Freezes the clock at this ISO 8601 time. */
  withClock(instant: string): this {
    return this.withEnvironment({ EXPENSIFY_EMULATOR_CLOCK: instant });
  }

  override async start(): Promise<StartedExpensifyEmulatorContainer> {
    return new StartedExpensifyEmulatorContainer(await super.start(), this.#token);
  }
}

/** A running container, with the emulator's URLs and credentials in addition to the members of every started container. */
export class StartedExpensifyEmulatorContainer extends AbstractStartedContainer {
  /** The console's token, for `Authorization: Bearer` and for the matchers' `consoleToken`. */
  readonly consoleToken: string;

  constructor(container: StartedTestContainer, consoleToken: string) {
    super(container);
    this.consoleToken = consoleToken;
  }

  getUrl(): string {
    return `http://${this.getHost()}:${this.getMappedPort(API_PORT)}`;
  }

  getEndpoint(): string {
    return this.getUrl() + ENDPOINT_PATH;
  }

  get consoleUrl(): string {
    return `http://${this.getHost()}:${this.getMappedPort(CONSOLE_PORT)}`;
  }

  /** Creates credentials, by default for the account of the first credentials. Throws Error with the console's response. */
  async createCredentials(actsAs?: string): Promise<Credentials> {
    const whom = actsAs ?? (await this.#ask('credentials', undefined, pairsSchema)).credentials[0]?.actsAs;
    return this.#ask('credentials', { actsAs: whom }, credentials());
  }

  /** Resets to the seed. */
  async reset(): Promise<void> {
    await this.#send('reset', {});
  }

  async #ask<T>(path: string, body: object | undefined, schema: z.ZodType<T>): Promise<T> {
    return schema.parse(await (await this.#send(path, body)).json());
  }

  async #send(path: string, body: object | undefined): Promise<Response> {
    const response = await fetch(`${this.consoleUrl}/_emulator/${path}`, {
      headers: { authorization: `Bearer ${this.consoleToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`The console returned HTTP ${response.status} for ${path}: ${(await response.text()).slice(0, 200)}`);
    return response;
  }
}

const pairsSchema = z.object({ credentials: list(z.object({ actsAs: z.string() })) });
