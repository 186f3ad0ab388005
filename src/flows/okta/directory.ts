import { z } from 'zod';
import { list, record } from '../../util/lists.js';
import { sayIssue } from '../../util/say-issue.js';
import { FlowInputError } from '../problem.js';

/** A user as `GET /api/v1/users` returns it; other keys are kept. */
const userSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string().default('ACTIVE'),
  profile: record(z.string(), z.unknown()).default({}),
});
export type OktaUser = z.output<typeof userSchema>;

/** A group as `GET /api/v1/groups` returns it, with the ids of its members. */
const groupSchema = z.looseObject({
  id: z.string().min(1),
  profile: z.looseObject({ name: z.string() }),
  members: list(z.string()).default([]),
});
export type OktaGroup = z.output<typeof groupSchema>;

/** An application as `GET /api/v1/apps` returns it, with the ids of the users assigned to it. */
const appSchema = z.looseObject({
  id: z.string().min(1),
  label: z.string().default(''),
  users: list(z.string()).default([]),
});
export type OktaApp = z.output<typeof appSchema>;

const directorySchema = z.union([
  list(userSchema).transform((users) => ({ users, groups: [], apps: undefined })),
  z.strictObject({
    users: list(userSchema).default([]),
    groups: list(groupSchema).default([]),
    apps: list(appSchema).optional(),
  }),
]);

/** The users, groups and applications of an Okta org, for one run. Cards read and change them. */
export class OktaDirectory {
  readonly #users = new Map<string, OktaUser>();
  readonly #groups = new Map<string, OktaGroup>();
  readonly #apps = new Map<string, OktaApp>();
  /** False if the input has no applications; requests about them are then not supported. */
  readonly hasApps: boolean;
  #lastID = 0;

  /** `input`: an array of users, or `{ users, groups, apps }`. Throws FlowInputError with the position or id of the user. */
  constructor(input: unknown = []) {
    const result = directorySchema.safeParse(input, { error: sayIssue });
    if (!result.success) throw new FlowInputError(`The Okta users can't be read: ${explain(result.error)}.`);
    for (const user of result.data.users) {
      if (this.#users.has(user.id)) throw new FlowInputError(`User ${user.id} appears twice in the Okta users. Remove one of the entries.`);
      this.#users.set(user.id, user);
    }
    for (const group of result.data.groups) this.#groups.set(group.id, group);
    for (const app of result.data.apps ?? []) this.#apps.set(app.id, app);
    this.hasApps = result.data.apps !== undefined;
  }

  users(): readonly OktaUser[] {
    return [...this.#users.values()];
  }

  groups(): readonly OktaGroup[] {
    return [...this.#groups.values()];
  }

  /** By id, by login, or by the part of the login before the @, as in the API. */
  user(name: string): OktaUser | undefined {
    const wanted = name.toLowerCase();
    const login = (user: OktaUser): string => String(user.profile.login ?? '').toLowerCase();
    return (
      this.#users.get(name) ??
      this.users().find((user) => login(user) === wanted) ??
      this.users().find((user) => wanted !== '' && login(user).split('@')[0] === wanted)
    );
  }

  group(name: string): OktaGroup | undefined {
    return this.#groups.get(name) ?? this.groups().find(({ profile }) => profile.name === name);
  }

  groupsOf({ id }: OktaUser): readonly OktaGroup[] {
    return this.groups().filter(({ members }) => members.includes(id));
  }

  membersOf({ members }: OktaGroup): readonly OktaUser[] {
    return members.flatMap((id) => this.#users.get(id) ?? []);
  }

  apps(): readonly OktaApp[] {
    return [...this.#apps.values()];
  }

  /** By id or label. */
  app(name: string): OktaApp | undefined {
    return this.#apps.get(name) ?? this.apps().find(({ label }) => label === name);
  }

  /** An unused id in Okta's format. @example nextID('00u') // '00u00000000000000001' */
  nextID(prefix: string): string {
    let id: string;
    do id = `${prefix}${String(++this.#lastID).padStart(17, '0')}`;
    while (this.#users.has(id) || this.#groups.has(id));
    return id;
  }

  put(user: OktaUser): OktaUser {
    this.#users.set(user.id, user);
    return user;
  }

  /** Also removes the user's memberships and assignments. */
  remove({ id }: OktaUser): void {
    this.#users.delete(id);
    for (const group of this.groups()) this.putGroup({ ...group, members: group.members.filter((member) => member !== id) });
    for (const app of this.apps()) this.putApp({ ...app, users: app.users.filter((user) => user !== id) });
  }

  putGroup(group: OktaGroup): OktaGroup {
    this.#groups.set(group.id, group);
    return group;
  }

  putApp(app: OktaApp): void {
    this.#apps.set(app.id, app);
  }
}

function explain(error: z.ZodError): string {
  const [issue] = error.issues;
  // For a union, zod reports each alternative. People usually mean the array of users, unless the input is not an array.
  const [array, object] = issue?.code === 'invalid_union' ? issue.errors : [[issue]];
  const [first] = array?.[0]?.path.length === 0 ? (object ?? []) : (array ?? []);
  const at = first?.path.join('.') ?? '';
  if (first === undefined || at === '') return 'expected a list of users, or { users, groups, apps }';
  return `${at} ${first.message}`;
}
