/** The job as an object, not yet understood. */
export type RawJob = Readonly<Record<string, unknown>>;
