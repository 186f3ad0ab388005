import { Router } from 'express';
import type { EmulatorCore } from '../emulator/emulator.js';
import { inSlices } from '../runtime/slices.js';
import { parseJsonInSteps } from '../util/parse-json-in-steps.js';
import { UserError } from '../util/user-error.js';
import { NotFound } from './not-found.js';

/** A snapshot in a list. */
export interface ListedSnapshot {
  readonly name: string;
  /** ISO 8601, by the emulator's clock. */
  readonly at: string;
  readonly characters: number;
}

interface Kept extends ListedSnapshot {
  readonly text: string;
}

const MAX_SNAPSHOTS = 20;
/** All snapshots together. A state of 100,000 people has 40 million. */
const MAX_CHARACTERS = 128_000_000;
const NAME = /^[^/\\\p{Cc}]{1,80}$/u;

class SnapshotRefused extends UserError {
  override readonly name = 'SnapshotRefused';
  readonly status = 409;
}

/** Routes that keep the state under a name and return to it. Snapshots are kept in memory, until the emulator stops. */
export function createSnapshotRouter(core: EmulatorCore): Router {
  const kept = new Map<string, Kept>();
  const find = (name: string): Kept => {
    const found = kept.get(name);
    if (found === undefined) throw new NotFound(`There is no snapshot ${name.slice(0, 80)}.`);
    return found;
  };
  const router = Router();
  router.get('/', (_request, response) => {
    response.json({ snapshots: Array.from(kept.values(), ({ text: _, ...listed }) => listed) });
  });
  router.put('/:name', async (request, response) => {
    const { name } = request.params;
    assertRoom(kept, name);
    const parts: string[] = [];
    await inSlices(core.writeSnapshot((part) => parts.push(part)));
    const text = parts.join('');
    assertRoom(kept, name, text.length);
    kept.set(name, { name, at: new Date(core.clock.now()).toISOString(), characters: text.length, text });
    response.status(204).end();
  });
  router.get('/:name', (request, response) => {
    response.type('json').send(find(request.params.name).text);
  });
  router.post('/:name/restore', async (request, response) => {
    await core.restoreInSlices(await inSlices(parseJsonInSteps(find(request.params.name).text)));
    response.status(204).end();
  });
  router.delete('/:name', (request, response) => {
    kept.delete(find(request.params.name).name);
    response.status(204).end();
  });
  return router;
}

/** Throws SnapshotRefused. A snapshot may replace one of the same name. */
function assertRoom(kept: ReadonlyMap<string, Kept>, name: string, added = 0): void {
  if (!NAME.test(name)) throw new SnapshotRefused('The name of a snapshot has 1 to 80 characters and no slash.');
  const others = [...kept.values()].filter((one) => one.name !== name);
  if (others.length >= MAX_SNAPSHOTS) throw new SnapshotRefused(`${MAX_SNAPSHOTS} snapshots are kept, the maximum. Delete one first.`);
  if (others.reduce((sum, { characters }) => sum + characters, added) > MAX_CHARACTERS)
    throw new SnapshotRefused('The snapshots are too long to keep another one. Delete one first, or download the state instead.');
}
