import { z } from 'zod';

/** The pair of `/tools/integrations/`. */
export interface Credentials {
  readonly partnerUserID: string;
  readonly partnerUserSecret: string;
}

/** The part of a job's `credentials` that says who is asking; extra keys are allowed. */
export const credentials = z.object({
  partnerUserID: z.string(),
  partnerUserSecret: z.string(),
});
