/** The job as an object, before validation. */
export type RawJob = Readonly<Record<string, unknown>>;
