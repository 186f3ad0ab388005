import { decodedSegment } from '../../../util/decoded-segment.js';
import { isObject } from '../../../util/is-object.js';
import type { Sender } from '../../network/network.js';
import type { OktaDirectory, OktaUser } from '../directory.js';
import type { OktaRequest, OktaSource } from '../source.js';
import { assignedIn } from './assigned-users.js';
import type { ScimEvent } from './result.js';

/** A change in Okta that its SCIM client pushes. */
export interface PushedChange {
  readonly event: Extract<ScimEvent, 'assign' | 'unassign' | 'deactivate' | 'reactivate'>;
  readonly user: OktaUser;
}

export type Push = (change: PushedChange, sender: Sender) => Promise<void>;

/**
 * A directory whose changes are pushed. Okta pushes users who are assigned to the app and not deactivated; suspended users count as
 * active (Okta's documentation of deprovisioning). Throws FlowInputError if the directory lists apps and none is Expensify.
 */
export function pushedSource(source: OktaSource, directory: OktaDirectory, push: Push): OktaSource {
  const isAssigned = assignedIn(directory);
  const isPushed = (user: OktaUser | undefined): boolean => user !== undefined && user.status !== 'DEPROVISIONED' && isAssigned(user);
  return {
    ...source,
    answer: async (request, sender) => {
      const name = request.method === 'GET' ? undefined : userIn(request);
      const user = name === undefined ? undefined : directory.user(name);
      const wasPushed = isPushed(user);
      const answer = await source.answer(request, sender);
      if (user === undefined) return answer;
      const after = directory.user(user.id);
      const event = eventOf(request, wasPushed, isPushed(after));
      if (event !== undefined) await push({ event, user }, sender);
      return answer;
    },
  };
}

const OF_USER = /^\/api\/v1\/users\/([^/]+)(?:\/lifecycle\/[a-z_]+)?$/;
const OF_APP = /^\/api\/v1\/apps\/[^/]+\/users(?:\/([^/]+))?$/;

/** The user that a request adds or removes, if any. */
function userIn({ path, body }: OktaRequest): string | undefined {
  const { pathname } = new URL(path, 'https://okta.invalid');
  const [, name] = OF_USER.exec(pathname) ?? OF_APP.exec(pathname) ?? [];
  if (name !== undefined) return decodedSegment(name);
  return OF_APP.test(pathname) && isObject(body) && typeof body.id === 'string' ? body.id : undefined;
}

function eventOf({ path }: OktaRequest, wasPushed: boolean, isPushed: boolean): PushedChange['event'] | undefined {
  if (wasPushed === isPushed) return undefined;
  const isOfApp = path.startsWith('/api/v1/apps/');
  if (isPushed) return isOfApp ? 'assign' : 'reactivate';
  return isOfApp ? 'unassign' : 'deactivate';
}
