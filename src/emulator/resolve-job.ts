import { KNOWN_JOBS } from '../jobs/catalogue.js';
import { type JobDefinition, jobName } from '../protocol/define-job.js';
import { jobMeant } from '../protocol/variants.js';
import { wireError } from '../protocol/wire-answers.js';
import { shown } from '../util/as-text.js';
import { isObject } from '../util/is-object.js';
import { suggestAside } from '../util/suggest.js';
import type { Advise } from './advisories/advise.js';
import type { RunnableJob } from './implement.js';

/** A job by name. `runnable` is missing for a documented job that this version does not implement. */
export interface ResolvedJob {
  readonly name: string;
  readonly runnable?: RunnableJob;
}

/**
 * Reads `type` and `inputSettings.type`. Throws the 410 responses for an unknown type. Written by hand and not with zod,
 * because the response depends on the discriminator alone.
 */
export function resolveJob(job: Readonly<Record<string, unknown>>, jobs: ReadonlyMap<string, RunnableJob>, advise: Advise): ResolvedJob {
  const { type, inputSettings } = job;
  if (typeof type !== 'string') throw wireError('malformed-type');
  if (!Object.hasOwn(KNOWN_JOBS, type)) {
    advise('unknown-job', unknownName('type', type, Object.keys(KNOWN_JOBS)));
    throw wireError('unknown-type');
  }
  const subtypes = KNOWN_JOBS[type] ?? [];
  const settings: Readonly<Record<string, unknown>> = isObject(inputSettings) ? inputSettings : {};
  // Some jobs are identified by their type alone.
  if (subtypes.length === 0) return resolved(type, jobs.get(type));
  const subtype = settings.type;
  if (typeof subtype !== 'string' || !subtypes.includes(subtype)) {
    if (typeof subtype === 'string') advise('unknown-job', unknownName(`type '${type}' and inputSettings.type`, subtype, subtypes));
    throw wireError('malformed-input-type');
  }
  const name = jobMeant(definitionsOf(jobs), job)?.name;
  return name === undefined ? { name: jobName({ type, subtype }) } : resolved(name, jobs.get(name));
}

/** Listed once, because the jobs of an emulator never change. */
function definitionsOf(jobs: ReadonlyMap<string, RunnableJob>): readonly JobDefinition[] {
  const known = listed.get(jobs);
  if (known !== undefined) return known;
  const definitions = Array.from(jobs.values(), ({ definition }) => definition);
  listed.set(jobs, definitions);
  return definitions;
}

const listed = new WeakMap<ReadonlyMap<string, RunnableJob>, readonly JobDefinition[]>();

function resolved(name: string, runnable: RunnableJob | undefined): ResolvedJob {
  return { name, ...(runnable !== undefined && { runnable }) };
}

/** `type 'updat' (did you mean update?)`, or a list of the known names. */
function unknownName(path: string, value: string, known: readonly string[]): string {
  return `${path} '${shown(value)}'${suggestAside(value, known, ` (known: ${known.join(', ')})`)}`;
}
