import type { Given } from '../contract/schema.js';
import { SCIM_PATH } from '../protocol/scim/operations.js';

/** How a running emulator was started. Its options are not in its state. */
export type ServedScim = 'off' | 'on' | 'full';

/** A state can only turn SCIM on. Requests to the demo company's state show the options that the emulator was started with. */
export async function servedScim(endpoint: string, token: string, fetchFrom: typeof fetch): Promise<ServedScim> {
  const authorization = `Bearer ${token}`;
  const ask = async (method: string, path: string): Promise<number> => {
    const response = await fetchFrom(new URL(SCIM_PATH + path, endpoint), { method, headers: { authorization } });
    await response.arrayBuffer();
    return response.status;
  };
  if ((await ask('GET', '/ServiceProviderConfig')) === 404) return 'off';
  // A POST without a body creates no user: it only shows whether the emulator would create one.
  return (await ask('POST', '/Users')) === 501 ? 'on' : 'full';
}

/** Why a state can't be arranged on an emulator with these options; undefined if it can. */
export function whyNotArranged(wanted: NonNullable<Given['scim']>, served: ServedScim): string | undefined {
  if (wanted === false) return served === 'off' ? undefined : 'needs an emulator started without --scim';
  if (wanted === 'full') return served === 'full' ? undefined : 'needs an emulator started with --scim-full';
  if (typeof wanted === 'object') return 'needs a separate emulator with --scim-rate-limit';
  return served === 'full' ? 'needs an emulator started without --scim-full' : undefined;
}
