import { z } from 'zod';
import type { Random } from '../runtime/random.js';
import type { Work } from '../runtime/slices.js';
import { once } from '../util/once.js';
import { parseSeedInSteps } from './seeds/parse.js';
import { type PreparedSeed, prepareSeedInSteps } from './seeds/prepare.js';
import { SeedError } from './seeds/seed-error.js';
import { STATE_VERSION } from './storage/state-version.js';
import type { WorldDocument } from './world/document.js';
import type { World } from './world/world.js';
import { type Emit, writeCompany } from './world/write-company.js';

/** The whole state as JSON. Companies have the same shape as in a seed, so a snapshot can be used as a seed. */
export interface Snapshot extends WorldDocument {
  readonly version: 1;
  readonly random: number;
}

const VERSION = 1;

/** A state file is a snapshot with what only its storage needs, so it can be restored like one. */
const head = once(() =>
  z.looseObject({
    version: z.literal([VERSION, STATE_VERSION]),
    random: z.int(),
    storage: z.unknown().optional(),
    service: z.unknown().optional(),
  }),
);
const newer = once(() => z.object({ version: z.int().min(STATE_VERSION + 1) }));

/** Thrown for a snapshot that a later version wrote. */
export class NewerSnapshotError extends SeedError {
  constructor(readonly version: number) {
    super(
      `This snapshot was written by a newer version of expensify-emulator: its format is ${version}, and this version reads ${STATE_VERSION}. Upgrade expensify-emulator to read it.`,
    );
  }
}

export function createSnapshot(world: World, random: Random): Snapshot {
  return { version: VERSION, random: random.state, ...world.save() };
}

/** The same as JSON text, written from one moment with pauses between rows. */
export function* writeSnapshot(world: World, random: Random, emit: Emit): Work<void> {
  const images = world.image();
  emit(`{"version":${VERSION},"random":${random.state},"companies":[`);
  for (const [index, image] of images.entries()) {
    if (index > 0) emit(',');
    yield* writeCompany(image, emit);
  }
  emit(']}');
}

export interface ReadSnapshot {
  readonly prepared: PreparedSeed;
  readonly randomState: number;
}

/** Reads in steps, person by person. Throws SeedError for an invalid snapshot and NewerSnapshotError for one from a later version. */
export function* readSnapshotInSteps(input: unknown): Work<ReadSnapshot> {
  const later = newer().safeParse(input);
  if (later.success) throw new NewerSnapshotError(later.data.version);
  const read = head().safeParse(input);
  if (!read.success) throw new SeedError('This is not a snapshot: it must have version 1, random and companies.');
  const { version: _, random, storage: _storage, service: _service, ...seed } = read.data;
  const parsed = yield* parseSeedInSteps(seed, 'the snapshot');
  return { prepared: yield* prepareSeedInSteps(parsed), randomState: random };
}
