import { patchActive } from '../../../protocol/scim/patch-active.js';
import type { OktaAppKind } from './app-kind.js';
import type { ScimExchange, ScimRequest } from './exchange.js';
import type { ScimEvent, ScimResult } from './result.js';
import { type ScimUser, scimListSchema, scimUserSchema } from './scim-schema.js';
import type { ScimSend } from './send.js';

/** Maximum number of users whose id is remembered. Others are looked up each time. */
const MAX_LINKS = 10_000;

export interface UserEvents {
  assign(userName: string): Promise<ScimResult>;
  setActive(event: ScimEvent, userName: string, active: boolean): Promise<ScimResult>;
}

const CREATES_NOBODY = "Okta can't create the user because the Expensify integration does not offer Create Users.";
const NOTHING_LINKED = 'The user is not linked in Okta, so there is nothing to change.';

/** A failed step. The message is for the result. */
class PushFailed extends Error {
  constructor(
    readonly status: 'not-linked' | 'failed',
    message: string,
  ) {
    super(message);
  }
}

/** Finds a user of the service as Okta does when the app is assigned, and changes `active`. */
export function createUserEvents(send: ScimSend, app: OktaAppKind): UserEvents {
  /** Ids by userName: Okta remembers the id of a linked user. */
  const links = new Map<string, string>();
  const run = async (event: ScimEvent, user: string, work: (trace: ScimExchange[]) => Promise<string>): Promise<ScimResult> => {
    const trace: ScimExchange[] = [];
    try {
      return { event, user, status: 'done', message: await work(trace), trace };
    } catch (error) {
      if (!(error instanceof PushFailed)) throw error;
      if (error.status === 'failed') links.delete(user.toLowerCase());
      const message =
        error.status === 'failed' ? error.message : `${error.message} ${event === 'assign' ? CREATES_NOBODY : NOTHING_LINKED}`;
      return { event, user, status: error.status, message, trace };
    }
  };
  const link = async (userName: string, trace: ScimExchange[]): Promise<ScimUser> => {
    const found = await findUser(send, userName, trace);
    if (links.size < MAX_LINKS) links.set(userName.toLowerCase(), found.id);
    return found;
  };
  return {
    assign: (userName) =>
      run('assign', userName, async (trace) => {
        const { id, active } = await link(userName, trace);
        if (active !== false) return `linked to the user ${id}`;
        await change(send, { app, id, active: true, trace });
        return `linked to the user ${id}, who is active again`;
      }),
    setActive: (event, userName, active) =>
      run(event, userName, async (trace) => {
        const id = links.get(userName.toLowerCase()) ?? (await link(userName, trace)).id;
        await change(send, { app, id, active, trace });
        return active ? 'active again' : 'deactivated';
      }),
  };
}

async function findUser(send: ScimSend, userName: string, trace: ScimExchange[]): Promise<ScimUser> {
  const filter = encodeURIComponent(`userName eq ${JSON.stringify(userName)}`);
  const { isNotFound, body, problem } = await send({ method: 'GET', path: `/Users?filter=${filter}&startIndex=1&count=100` }, trace);
  // Okta treats a 404 with a SCIM error as an empty list. Source: its SCIM 2.0 reference.
  if (problem !== undefined && isNotFound !== true) throw new PushFailed('failed', `The user could not be looked up: ${problem}.`);
  const list = scimListSchema.safeParse(isNotFound === true ? { totalResults: 0 } : body).data;
  if (list === undefined) throw new PushFailed('failed', 'The user could not be looked up: the response is not a list of SCIM users.');
  const found = list.Resources.find((user) => user.userName.toLowerCase() === userName.toLowerCase());
  if (found !== undefined) return found;
  if (list.Resources.length > 0) throw new PushFailed('failed', 'The service returned users that do not match the filter.');
  throw new PushFailed('not-linked', 'The service has no user with this userName.');
}

interface Change {
  readonly app: OktaAppKind;
  readonly id: string;
  readonly active: boolean;
  readonly trace: ScimExchange[];
}

async function change(send: ScimSend, { app, id, active, trace }: Change): Promise<void> {
  const path = `/Users/${encodeURIComponent(id)}`;
  const request =
    app === 'custom' ? await putOf(send, path, active, trace) : ({ method: 'PATCH', path, body: patchActive(active) } as const);
  const { body, problem } = await send(request, trace);
  if (problem !== undefined) throw new PushFailed('failed', `The user could not be changed: ${problem}.`);
  // A 204 has no body. If there is a body, Okta reads the user's state from it.
  if (body === undefined) return;
  const user = scimUserSchema.safeParse(body).data;
  if (user === undefined) throw new PushFailed('failed', 'The response to the change is not a SCIM user.');
  if (user.active === !active)
    throw new PushFailed('failed', `The service accepted the change, but in its response active is still ${user.active}.`);
}

/** The whole user as the service returns it, with another `active`. */
async function putOf(send: ScimSend, path: string, active: boolean, trace: ScimExchange[]): Promise<ScimRequest> {
  const { body, problem } = await send({ method: 'GET', path }, trace);
  if (problem !== undefined) throw new PushFailed('failed', `The user could not be read: ${problem}.`);
  const user = scimUserSchema.safeParse(body).data;
  if (user === undefined) throw new PushFailed('failed', 'The user could not be read: the response is not a SCIM user.');
  return { method: 'PUT', path, body: { ...user, active } };
}
