import type { Given } from '../contract/schema.js';
import { SCIM_PATH } from '../protocol/scim/operations.js';

/** How a running emulator serves SCIM when its state says nothing about it. */
export type ServedScim = 'off' | 'on' | 'full';

/** A state can turn SCIM on and nothing more, so the emulator that has the demo company's state is asked what it was started with. */
export async function servedScim(endpoint: string, token: string, fetchFrom: typeof fetch): Promise<ServedScim> {
  const authorization = `Bearer ${token}`;
  const ask = async (method: string, path: string): Promise<number> => {
    const response = await fetchFrom(new URL(SCIM_PATH + path, endpoint), { method, headers: { authorization } });
    await response.arrayBuffer();
    return response.status;
  };
  if ((await ask('GET', '/ServiceProviderConfig')) === 404) return 'off';
  // Without a body nothing is created either way.
  return (await ask('POST', '/Users')) === 501 ? 'on' : 'full';
}

/** Why a state cannot be arranged on an emulator that was started like that; undefined when it can. */
export function whyNotArranged(wanted: NonNullable<Given['scim']>, served: ServedScim): string | undefined {
  if (wanted === false) return served === 'off' ? undefined : 'needs an emulator started without --scim';
  if (wanted === 'full') return served === 'full' ? undefined : 'needs an emulator started with --scim-full';
  if (typeof wanted === 'object') return 'needs an emulator of its own, with --scim-rate-limit';
  return served === 'full' ? 'needs an emulator started without --scim-full' : undefined;
}
