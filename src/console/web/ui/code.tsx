interface Props {
  readonly code: number;
  /** How the request ended, which the code alone does not say. Default: green for 2xx, red for all others. */
  readonly verdict?: 'good' | 'warn' | 'bad';
  readonly isCut?: boolean | undefined;
}

/** A response code. The number is shown too, for people who can't see the colour. */
export function Code({ code, verdict, isCut }: Props) {
  const colour = verdict ?? (code >= 200 && code < 300 ? 'good' : 'bad');
  return <span class={`badge number ${colour}`}>{isCut === true ? 'cut off' : code}</span>;
}
