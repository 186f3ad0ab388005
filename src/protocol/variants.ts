import { isObject } from '../util/is-object.js';
import type { RawJob } from './raw-job.js';

type Settings = Readonly<Record<string, unknown>>;

/**
 * A job with the type and subtype of another one. Only its settings tell the two apart, as the deprecated CSV updater and the
 * Advanced Employee Updater, which are both `update` and `employees`.
 */
export interface JobVariant {
  /** `csv`: what people see in brackets behind the name of the other job. */
  readonly name: string;
  /** True when the settings ask for this variant. */
  readonly isMeant: (inputSettings: Settings) => boolean;
  /** True when the service cannot take the settings for this variant: only then does the other job's dry-run key surely count. */
  readonly isRuledOut: (inputSettings: Settings) => boolean;
}

/** Of a definition, what it is asked for by. */
interface Named {
  readonly type: string;
  readonly subtype?: string;
  readonly variant?: JobVariant;
}

/**
 * The job that a job object asks for: a variant that its settings mean, else the job without a variant.
 * @example jobMeant(definedJobs, { type: 'update', inputSettings: { type: 'employees', fileType: 'csv' } })?.name // 'update employees (csv)'
 */
export function jobMeant<J extends Named>(jobs: Iterable<J>, job: RawJob): J | undefined {
  const settings = settingsOf(job);
  const sharing = [...jobs].filter((one) => isOfType(one, job));
  return sharing.find(({ variant }) => variant?.isMeant(settings)) ?? sharing.find(({ variant }) => variant === undefined);
}

/** True when the service surely takes a job object for no variant. */
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
