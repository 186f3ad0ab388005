import { isObject } from '../../util/is-object.js';
import { type Asked, notFound, ok, type PlainAnswer, type Route } from './answers.js';
import type { OktaApp, OktaUser } from './directory.js';

/** Requests of the applications API, for a directory with applications. */
export const APP_ROUTES: readonly Route[] = [
  { method: 'GET', path: /^\/api\/v1\/apps$/, page: 20, respond: listApps },
  { method: 'GET', path: /^\/api\/v1\/apps\/([^/]+)$/, respond: (asked) => withApp(asked, (app) => ok(plainApp(app))) },
  {
    method: 'GET',
    path: /^\/api\/v1\/apps\/([^/]+)\/users$/,
    page: 50,
    respond: (asked) =>
      withApp(asked, (app) => ok(app.users.flatMap((id) => asked.directory.user(id) ?? []).map((user) => appUser(asked, user)))),
  },
  { method: 'POST', path: /^\/api\/v1\/apps\/([^/]+)\/users$/, respond: assign },
  {
    method: 'GET',
    path: /^\/api\/v1\/apps\/([^/]+)\/users\/([^/]+)$/,
    respond: (asked) => withAppUser(asked, (_, user) => ok(appUser(asked, user))),
  },
  {
    method: 'DELETE',
    path: /^\/api\/v1\/apps\/([^/]+)\/users\/([^/]+)$/,
    respond: (asked) => withAppUser(asked, (app, user) => unassign(asked, app, user)),
  },
];

function plainApp({ users: _, ...app }: OktaApp): Omit<OktaApp, 'users'> {
  return app;
}

function withApp({ directory, names: [name = ''] }: Asked, respond: (app: OktaApp) => PlainAnswer | undefined): PlainAnswer | undefined {
  if (!directory.hasApps) return undefined;
  const app = directory.app(name);
  return app === undefined ? notFound(name, 'AppInstance') : respond(app);
}

function withAppUser(asked: Asked, respond: (app: OktaApp, user: OktaUser) => PlainAnswer): PlainAnswer | undefined {
  return withApp(asked, (app) => {
    const [, name = ''] = asked.names;
    const user = asked.directory.user(name);
    return user === undefined || !app.users.includes(user.id) ? notFound(name, 'AppUser') : respond(app, user);
  });
}

const OF_USER = /^\s*user\.id\s+eq\s+"([^"]+)"\s*$/;

/** Only the filter that cards use is supported: the applications of a user. */
function listApps({ directory, query }: Asked): PlainAnswer | undefined {
  if (!directory.hasApps) return undefined;
  const filter = query.get('filter') ?? '';
  const [, name] = OF_USER.exec(filter) ?? [];
  if (filter !== '' && name === undefined) return undefined;
  const user = name === undefined ? undefined : directory.user(name);
  const apps = directory.apps().filter(({ users }) => name === undefined || (user !== undefined && users.includes(user.id)));
  return ok(apps.map(plainApp));
}

/** The user of an application. Its profile is the Okta profile, because mappings are unknown. */
function appUser({ now }: Asked, { id, profile }: OktaUser, scope = 'USER'): object {
  return {
    id,
    scope,
    status: 'ACTIVE',
    created: now,
    lastUpdated: now,
    credentials: { userName: profile.login ?? null },
    profile: { name: [profile.firstName, profile.lastName].filter(Boolean).join(' '), email: profile.email ?? null },
  };
}

function assign(asked: Asked): PlainAnswer | undefined {
  const { directory, body } = asked;
  return withApp(asked, (app) => {
    const given = isObject(body) ? body : {};
    const user = directory.user(String(given.id ?? ''));
    if (user === undefined) return notFound(String(given.id ?? ''), 'User');
    directory.putApp({ ...app, users: [...app.users.filter((id) => id !== user.id), user.id] });
    return ok(appUser(asked, user, typeof given.scope === 'string' ? given.scope : undefined));
  });
}

function unassign({ directory }: Asked, app: OktaApp, user: OktaUser): PlainAnswer {
  directory.putApp({ ...app, users: app.users.filter((id) => id !== user.id) });
  return ok(null, 204);
}
