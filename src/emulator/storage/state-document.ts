import { z } from 'zod';
import type { Work } from '../../runtime/slices.js';
import { once } from '../../util/once.js';
import type { CompanyImage } from '../world/image.js';
import type { Emit } from '../world/write-company.js';
import { writeCompany } from '../world/write-company.js';
import { type ServiceState, serviceSchema } from './entry.js';
import type { KeptParts } from './kept-parts.js';
import { STATE_VERSION } from './state-version.js';

/** Writes the whole state of this moment, part by part. Companies are written as in a snapshot. */
export function* writeState(parts: KeptParts, versions: ReadonlyMap<string, number>, own: object, emit: Emit): Work<void> {
  const images = parts.world.image();
  const service: ServiceState = {
    clock: parts.clock.setting ?? null,
    faults: { armed: [...parts.faults.kept.armed], lastID: parts.faults.kept.lastID },
    ...(parts.rateLimit.chosenMode !== undefined && { rateLimit: parts.rateLimit.chosenMode }),
    versions: Object.fromEntries(versions),
    counters: Object.fromEntries(images.map((image) => [image.id, countersOf(image)])),
  };
  emit(
    `{"version":${STATE_VERSION},"random":${parts.random.state},"storage":${JSON.stringify(own)},"service":${JSON.stringify(service)},"companies":[`,
  );
  for (const [index, image] of images.entries()) {
    if (index > 0) emit(',');
    yield* writeCompany(image, emit);
  }
  emit(']}');
}

function countersOf({ tables }: CompanyImage): Record<string, number> {
  const counted = tables.filter(({ definition }) => definition.countsFrom !== undefined);
  return Object.fromEntries(counted.map(({ definition, nextKey }) => [definition.name, nextKey]));
}

const withService = once(() => z.looseObject({ version: z.literal(STATE_VERSION), service: serviceSchema() }));

/** The part of a state that a snapshot does not have. Undefined for a snapshot. */
export function readService(document: unknown): ServiceState | undefined {
  return withService().safeParse(document).data?.service;
}
