import { isObject } from '../util/is-object.js';
import type { RawJob } from './raw-job.js';

type Settings = Readonly<Record<string, unknown>>;

/**
 * A job with the type and subtype of another one. Only the settings distinguish them. Example: the deprecated CSV updater and the
 * Advanced Employee Updater, which are both `update` and `employees`.
 */
export interface JobVariant {
  /** `csv`: shown in brackets after the name of the other job. */
  readonly name: string;
  /** True if the settings select this variant. */
  readonly isMeant: (inputSettings: Settings) => boolean;
  /** True if the settings cannot mean this variant. Only then is it certain that the other job's dry-run key counts. */
  readonly isRuledOut: (inputSettings: Settings) => boolean;
}

/** The part of a definition that selects the job. */
interface Named {
  readonly type: string;
  readonly subtype?: string;
  readonly variant?: JobVariant;
}

/**
 * The job that a job object selects: the variant that matches its settings, or else the job without a variant.
 * @example jobMeant(definedJobs, { type: 'update', inputSettings: { type: 'employees', fileType: 'csv' } })?.name // 'update employees (csv)'
 */
export function jobMeant<J extends Named>(jobs: Iterable<J>, job: RawJob): J | undefined {
  const settings = settingsOf(job);
  let plain: J | undefined;
  for (const one of jobs) {
    if (!isOfType(one, job)) continue;
    if (one.variant === undefined) plain ??= one;
    else if (one.variant.isMeant(settings)) return one;
  }
  return plain;
}

/** True if a job object certainly selects no variant. */
export function isNoVariant(jobs: Iterable<Named>, job: RawJob): boolean {
  const settings = settingsOf(job);
  return [...jobs].every((one) => !isOfType(one, job) || one.variant?.isRuledOut(settings) !== false);
}

function isOfType({ type, subtype }: Named, job: RawJob): boolean {
  return job.type === type && (subtype === undefined || settingsOf(job).type === subtype);
}

function settingsOf({ inputSettings }: RawJob): Settings {
  return isObject(inputSettings) ? inputSettings : {};
}
