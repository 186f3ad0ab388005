import { z } from 'zod';
import { readJson } from '../util/read-json.js';

const problemSchema = z.object({ detail: z.string() });

/** What is wrong, according to the body of a console's response that is not a success. Undefined if it does not say. */
export function problemIn(body: string): string | undefined {
  return problemSchema.safeParse(readJson(body)).data?.detail;
}
