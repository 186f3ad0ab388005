import { ScimError } from '../protocol/scim/answers.js';
import { atOnce, inSlices } from '../runtime/slices.js';
import type { Parts } from './parts.js';
import type { Rehearsal } from './rehearse.js';
import { askedOf, domainOf, runScim } from './scim-road.js';
import type { WireRequest } from './wire/message.js';
import { describeChanges } from './world/changes.js';

const NOTHING = { changes: [], isMore: false, writes: false } as const;

/** `rehearse` for the SCIM endpoint: without rate limit, faults and journal. The changes are described and discarded. */
export async function rehearseScim(parts: Parts, request: WireRequest): Promise<Rehearsal> {
  let noted: Pick<Rehearsal, 'changes' | 'isMore' | 'writes'> = NOTHING;
  try {
    const place = domainOf(parts, request);
    const asked = askedOf(request);
    const work = runScim(parts, () => place, request, asked, {
      commit: (transaction) => {
        noted = { ...atOnce(describeChanges(transaction)), writes: true };
      },
      ignored: () => {},
    });
    const { body } = await inSlices(work);
    return { ...noted, job: asked.operation.name, answer: body };
  } catch (error) {
    if (error instanceof ScimError) return NOTHING;
    throw error;
  }
}
