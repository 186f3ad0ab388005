import { z } from 'zod';

/** How fields are written in a seed. */
export const email = z
  .string()
  .regex(/^[^\s@]+@[^\s@]+$/, 'is not an address')
  .describe('An address; compared in lower case.');
export const cents = z.int().min(0).describe('Cents.');
export const id = z.union([z.string().min(1), z.int()]).describe('Text; a number is read as the text it prints as.');
