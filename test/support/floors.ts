import { describeImport, type Import } from './source.js';

/*
 * Which rooms may import which others. A room is a folder at the top of src, a part of the emulator, or a kind of file of a job.
 * Every import counts: static, dynamic, and of types only.
 */

/** Lowest first. A room imports from the floors below, and not from its neighbours. */
const FLOORS: readonly (readonly string[])[] = [
  // The base of all errors for the user, including those of the clock.
  ['util/user-error'],
  ['runtime'],
  ['util'],
  // The template engine and the file writers do not depend on jobs or the emulator.
  ['protocol', 'emulator/templates', 'emulator/file-formats'],
  ['definitions'],
  ['catalogue'],
  ['emulator/world', 'emulator/advisories'],
  // The data of a company for templates.
  ['emulator/exports'],
  ['emulator/wire', 'emulator/accounts', 'emulator/rate-limit', 'emulator/feeds', 'emulator/outbox'],
  ['emulator/faults', 'emulator/seeds'],
  ['emulator/open-exchange'],
  ['emulator/journal', 'emulator/scim'],
  // Several processes share the journal too.
  ['emulator/storage'],
  ['emulator/implement'],
  ['runs'],
  ['runnable-jobs'],
  ['emulator'],
  ['server'],
  ['console'],
  ['index'],
  ['cli'],
  ['doors'],
];

const GROUND = ['util/user-error', 'runtime', 'util', 'protocol'];

/** What each tool may import. Tools get a URL or a `fetch` and do not depend on the emulator. */
const TOOLS: Readonly<Record<string, readonly string[]>> = {
  client: [...GROUND, 'definitions'],
  provision: [...GROUND, 'definitions', 'client'],
  contract: [...GROUND, 'definitions', 'catalogue'],
  flows: GROUND,
};

/** The rooms that may use a tool. */
const USERS = ['console', 'cli', 'doors'];

const ALONE: Readonly<Record<string, string>> = {
  'index.ts': 'index',
  'util/user-error.ts': 'util/user-error',
  'jobs/catalogue.ts': 'catalogue',
  'jobs/statements.ts': 'catalogue',
  'jobs/runnable-jobs.ts': 'runnable-jobs',
  // What the journal records about an open request.
  'emulator/open-exchange.ts': 'emulator/open-exchange',
  // Used by every run. The other files at the top of the emulator run the jobs.
  'emulator/implement.ts': 'emulator/implement',
  'emulator/change-company.ts': 'emulator/implement',
};

/**
 * The room of each file: `emulator/wire/form.ts` → `emulator/wire`. In the folder of a job, `definition.ts` and the files that it
 * imports are definitions, and the others are runs.
 */
export function createRoomOf(imports: readonly Import[]): (path: string) => string {
  const definitions = new Set(imports.map(({ from }) => from).filter((path) => /^jobs\/[^/]+\/definition\.ts$/.test(path)));
  // A Set can grow while it is iterated.
  for (const path of definitions) {
    for (const { from, to } of imports) if (from === path && folderOf(to) === folderOf(path)) definitions.add(to);
  }
  return (path) => {
    const alone = ALONE[path];
    if (alone !== undefined) return alone;
    const [room = path, ...rest] = path.split('/');
    if (room === 'jobs' && rest.length > 1) return definitions.has(path) || path.endsWith('/definition.ts') ? 'definitions' : 'runs';
    return room === 'emulator' && rest.length > 1 ? `${room}/${rest[0]}` : room;
  };
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

export function isRoom(room: string): boolean {
  return Object.hasOwn(TOOLS, room) || FLOORS.some((floor) => floor.includes(room));
}

/** The forbidden imports: upward, to a neighbour or to a tool. */
export function strayImports(imports: readonly Import[]): string[] {
  const roomOf = createRoomOf(imports);
  return imports.filter(({ from, to, isInternal }) => isInternal && !mayImport(roomOf(from), roomOf(to))).map(describeImport);
}

function mayImport(room: string, other: string): boolean {
  if (room === other) return true;
  const allowed = TOOLS[room];
  if (allowed !== undefined) return allowed.includes(other);
  if (Object.hasOwn(TOOLS, other)) return USERS.includes(room);
  return floorOf(other) !== -1 && floorOf(other) < floorOf(room);
}

function floorOf(room: string): number {
  return FLOORS.findIndex((floor) => floor.includes(room));
}

/** `a.ts → b.ts → a.ts` for each cycle, by the shortest path. */
export function circles(imports: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to, isInternal } of imports) if (isInternal) next.set(from, [...(next.get(from) ?? []), to]);
  const told = new Set<string>();
  const found: string[] = [];
  for (const start of next.keys()) {
    const circle = told.has(start) ? undefined : wayBack(start, next);
    if (circle === undefined) continue;
    for (const path of circle) told.add(path);
    found.push([...circle, start].join(' → '));
  }
  return found;
}

function wayBack(start: string, next: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[start, undefined]]);
  for (const path of cameFrom.keys()) {
    for (const to of next.get(path) ?? []) {
      if (to === start) return walked(path, cameFrom);
      if (!cameFrom.has(to)) cameFrom.set(to, path);
    }
  }
  return undefined;
}

function walked(end: string, cameFrom: ReadonlyMap<string, string | undefined>): string[] {
  const way: string[] = [];
  for (let path: string | undefined = end; path !== undefined; path = cameFrom.get(path)) way.unshift(path);
  return way;
}
