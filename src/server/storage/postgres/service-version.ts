import { z } from 'zod';
import { record } from '../../../util/lists.js';
import { once } from '../../../util/once.js';

const schema = once(() =>
  z.object({
    storage: z.object({ service: z.int() }).optional(),
    service: z.object({ versions: record(z.string(), z.int()) }).optional(),
  }),
);

/** The versions that a whole state contains: of the service, and of each company. */
export interface StateVersions {
  readonly service: number;
  readonly versions: Readonly<Record<string, number>>;
}

export function readServiceVersion(document: unknown): StateVersions {
  const { storage, service } = schema().parse(document);
  return { service: storage?.service ?? 0, versions: service?.versions ?? {} };
}
