import type { World } from '../world/world.js';
import { ScimRateLimit } from './rate-limit.js';
import type { ScimOptions } from './settings.js';
import { ScimTokens } from './tokens.js';

/** The parts of the SCIM endpoint of an emulator. */
export interface Scim {
  readonly options: ScimOptions;
  readonly tokens: ScimTokens;
  readonly rateLimit: ScimRateLimit;
  /** False when neither an option nor a domain has turned the endpoint on. */
  isServed(): boolean;
}

export function createScim(world: World, options: ScimOptions): Scim {
  const hasDomain = (): boolean => {
    for (const { domains } of world.companies.values()) for (const { settings } of domains.values()) if (settings?.oktaSCIM) return true;
    return false;
  };
  return {
    options,
    tokens: new ScimTokens(world, options),
    rateLimit: new ScimRateLimit(options.requestsPerMinute),
    isServed: () => options.isOn || hasDomain(),
  };
}
