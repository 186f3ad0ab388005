/**
 * A request that shows what a job does, for `trigger` and the console. In its texts, `{{policyID}}`, `{{owner}}` and
 * `{{domain}}` stand for the first policy, its account and its domain, whatever the seed.
 */
export interface Sample {
  /** What the request does, as an imperative. */
  readonly about: string;
  /** The answer it leads to: the name of one of the job's own answers, or `wire/…`. */
  readonly answer: string;
  /** Keys of the job object in addition to its type; `undefined` leaves a key out. */
  readonly job?: Readonly<Record<string, unknown>>;
  /** Form fields; anything but text is sent as JSON. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Whose credentials are sent. Default: the first ones. `member` needs credentials of an account that is not a domain admin. */
  readonly credentials?: 'wrong' | 'none' | 'member';
  /** A fault preset that fires once, for this request. */
  readonly fault?: string;
  /** The sample of the same job that is sent first if this one cannot lead to its answer yet. */
  readonly after?: string;
}

export type Samples = Readonly<Record<string, Sample>>;
