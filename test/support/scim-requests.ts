import type { Emulator } from '../../src/index.js';

export const DOMAIN = 'acme.example';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** The request that Okta sends to deactivate or reactivate a person. */
export function patchOf(active: boolean): object {
  return { schemas: [PATCH_OP], Operations: [{ op: 'replace', value: { active } }] };
}

interface ScimInit {
  readonly method?: string;
  readonly body?: object | string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request to SCIM with the token of the first domain, or another one. `path` begins with a slash. */
export function sendScim(emulator: Emulator, path: string, { method = 'GET', body, token, headers }: ScimInit = {}): Promise<Response> {
  const { url, token: own } = emulator.scim ?? { url: new URL('/scim/v2', emulator.endpoint).href, token: '' };
  const text = typeof body === 'object' ? JSON.stringify(body) : body;
  return emulator.fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token ?? own}`,
      ...(text !== undefined && { 'content-type': 'application/scim+json' }),
      ...headers,
    },
    ...(text !== undefined && { body: text }),
  });
}

/** The SCIM id of a person. */
export function scimIDOf(emulator: Emulator, email: string): string {
  const account = emulator.snapshot().companies[0]?.accounts.find((one) => one.email === email);
  return String(account?.accountID);
}

/** Deactivates or reactivates a person as Okta does. */
export async function setActiveOverScim(emulator: Emulator, email: string, active: boolean): Promise<Response> {
  return sendScim(emulator, `/Users/${scimIDOf(emulator, email)}`, { method: 'PATCH', body: patchOf(active) });
}
