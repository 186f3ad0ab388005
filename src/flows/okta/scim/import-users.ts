import { countOf } from '../../../util/count-of.js';
import type { ScimExchange } from './exchange.js';
import type { ImportedUser, ScimImport } from './result.js';
import { type ScimUser, scimListSchema } from './scim-schema.js';
import type { ScimSend } from './send.js';
import type { Shown } from './shown.js';

/** The page size that Okta requests. */
const PAGE = 100;
/** Limits an import, because a service can report any totalResults. */
const MAX_USERS = 100_000;
/** Limits an import, because a service can return fewer users than requested. */
const MAX_PAGES = 2000;
const MAX_TEXT = 1000;

/** Reads all users, page by page, until there are as many as `totalResults` states. */
export async function importUsers(send: ScimSend, shown: Shown): Promise<ScimImport> {
  const trace: ScimExchange[] = [];
  const users = new Map<string, ImportedUser>();
  const failed = (problem: string): ScimImport => ({
    event: 'import',
    status: 'failed',
    message: `The import stopped after ${countOf(users.size, 'user')}: ${problem}.`,
    trace,
    users: [...users.values()],
  });
  for (let page = 0; page < MAX_PAGES && users.size < MAX_USERS; page++) {
    const { body, problem } = await send({ method: 'GET', path: `/Users?startIndex=${users.size + 1}&count=${PAGE}` }, trace);
    if (problem !== undefined) return failed(problem);
    const list = scimListSchema.safeParse(body).data;
    if (list === undefined) return failed('the response is not a list of SCIM users');
    const { totalResults, Resources } = list;
    const again = Resources.find(({ id }) => users.has(id));
    if (again !== undefined) return failed('the service returned a user twice. It may ignore startIndex');
    for (const user of Resources) users.set(user.id, await toImported(user, shown));
    if (users.size >= totalResults)
      return { event: 'import', status: 'done', message: `imported ${countOf(users.size, 'user')}`, trace, users: [...users.values()] };
    if (Resources.length === 0) return failed(`the service returned an empty page, but totalResults is ${totalResults}`);
  }
  return failed(`the service has more users or pages than an import can read (${MAX_USERS} users, ${MAX_PAGES} pages)`);
}

/** Removes the token, which a service could repeat in any field. */
async function toImported({ id, userName, name, emails, active = true }: ScimUser, shown: Shown): Promise<ImportedUser> {
  const email = (emails?.find(({ primary }) => primary === true) ?? emails?.[0])?.value;
  const text = (value: string): Promise<string> => shown(value, MAX_TEXT);
  return {
    id: await text(id),
    userName: await text(userName),
    ...(name?.givenName && { givenName: await text(name.givenName) }),
    ...(name?.familyName && { familyName: await text(name.familyName) }),
    ...(email && { email: await text(email) }),
    active,
  };
}
