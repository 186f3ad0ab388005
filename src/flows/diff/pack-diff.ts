/** One change. Values are shown as in the export, without secrets; a missing value did not or does not exist. */
export interface Change {
  /** The label of an input, or `title`, `error handling`, `output 'Name'`, `column 'Name'` and the like. */
  readonly what: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

export type Kind = 'added' | 'removed' | 'changed';

export interface CardDiff {
  readonly kind: Kind;
  readonly title: string;
  /** `control.let`, `@okta.readUser`. */
  readonly id: string;
  /** Titles of the cards whose blocks it is in. */
  readonly path: readonly string[];
  /** For an added card, its inputs that are not empty. */
  readonly changes: readonly Change[];
}

export interface FlowDiff {
  readonly kind: Kind;
  readonly name: string;
  /** Cards in the flow, blocks included. */
  readonly size: number;
  /** Of the flow itself: its name, its schedule. */
  readonly changes: readonly Change[];
  readonly cards: readonly CardDiff[];
}

export interface TableDiff {
  readonly kind: Kind;
  readonly name: string;
  readonly changes: readonly Change[];
}

/** What changed between two exports; both lists are empty when nothing did. */
export interface PackDiff {
  readonly flows: readonly FlowDiff[];
  readonly tables: readonly TableDiff[];
}
