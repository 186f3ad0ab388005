import { expect, test } from 'vitest';
import { z } from 'zod';
import { definedJobs } from '../../src/jobs/catalogue.js';
import { knownKeysOf } from '../../src/protocol/known-keys.js';
import { lenientBoolean } from '../../src/protocol/lenient.js';
import { list } from '../../src/util/lists.js';

const input = z.object({
  credentials: z.object({ feedUrl: z.string() }),
  flag: lenientBoolean().default(true),
  strict: z.boolean().optional(),
  text: z.string(),
  anything: z.unknown(),
  outputSettings: z.object({ withReceipts: lenientBoolean().optional(), inner: z.object({ deep: lenientBoolean() }) }).optional(),
  inputSettings: z.object({ adminOnly: lenientBoolean('bad').optional(), list: z.custom<string[]>() }),
});

test('a job has the keys of every job and those of its schema', () => {
  const { names, inner } = knownKeysOf(input, true);
  expect(names).toEqual(['type', 'credentials', 'inputSettings', 'flag', 'strict', 'text', 'anything', 'outputSettings']);
  expect(inner.get('inputSettings')?.names).toEqual(['type', 'adminOnly', 'list']);
});

test('a boolean that can also be a string is found, even inside wrappers', () => {
  const { booleans, inner } = knownKeysOf(input, true);
  expect([...booleans]).toEqual(['flag']);
  expect([...(inner.get('inputSettings')?.booleans ?? [])]).toEqual(['adminOnly']);
  expect([...(inner.get('outputSettings')?.booleans ?? [])]).toEqual(['withReceipts']);
});

test('nested objects are known too, and credentials are not searched', () => {
  const { inner } = knownKeysOf(input, true);
  expect([...inner.keys()].sort()).toEqual(['inputSettings', 'outputSettings']);
  expect(inner.get('outputSettings')?.inner.get('inner')?.names).toEqual(['deep']);
});

test('looks into the objects of a list', () => {
  const item = z.object({ merchant: z.string(), billable: lenientBoolean().optional() });
  const { inner } = knownKeysOf(z.object({ inputSettings: z.object({ list: list(item).min(1), texts: list(z.string()) }) }), true);
  const settings = inner.get('inputSettings')?.inner;
  expect(settings?.get('list')?.names).toEqual(['merchant', 'billable']);
  expect([...(settings?.get('list')?.booleans ?? [])]).toEqual(['billable']);
  expect(settings?.has('texts')).toBe(false);
});

test('the settings of a job without a subtype have no type key', () => {
  expect(knownKeysOf(z.object({ fileName: z.string() }), false).inner.get('inputSettings')?.names).toEqual([]);
});

test.each(definedJobs.map((job) => [job.name, job] as const))('%s has its dry-run key and reads userEmail as declared', (_name, job) => {
  const settings = job.keys.inner.get('inputSettings');
  expect(job.dryRunKey === undefined || job.keys.names.includes(job.dryRunKey)).toBe(true);
  expect(settings?.names.includes('userEmail')).toBe(job.userEmail !== undefined);
  expect(job.userEmail === undefined || Object.hasOwn(job.answers, job.userEmail)).toBe(true);
  expect(job.dryRunKey === undefined || job.writes).toBe(true);
});
