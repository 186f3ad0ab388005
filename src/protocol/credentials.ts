import { z } from 'zod';
import { once } from '../util/once.js';

/** The credentials that are created at `/tools/integrations/`. */
export interface Credentials {
  readonly partnerUserID: string;
  readonly partnerUserSecret: string;
}

/** The part of a job's `credentials` that identifies the caller. Extra keys are allowed. */
export const credentials = once(() =>
  z.object({
    partnerUserID: z.string(),
    partnerUserSecret: z.string(),
  }),
);
