import { z } from 'zod';

/** The part of a job's `credentials` that says who is asking; extra keys are allowed. */
export const credentials = z.object({
  partnerUserID: z.string(),
  partnerUserSecret: z.string(),
});
