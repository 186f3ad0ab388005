/** One change. Values are shown as in the export, without secrets; a missing value means that there is or was none. */
export interface Change {
  /** The label of an input, or `title`, `error handling`, `output 'Name'`, `column 'Name'` and similar. */
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
  /** Titles of the cards whose blocks contain it. */
  readonly path: readonly string[];
  /** For an added card, its non-empty inputs. */
  readonly changes: readonly Change[];
}

export interface FlowDiff {
  readonly kind: Kind;
  readonly name: string;
  /** Number of cards in the flow, including blocks. */
  readonly size: number;
  /** Changes of the flow itself: its name, its schedule. */
  readonly changes: readonly Change[];
  readonly cards: readonly CardDiff[];
}

export interface TableDiff {
  readonly kind: Kind;
  readonly name: string;
  readonly changes: readonly Change[];
}

/** The difference between two exports; both lists are empty if they are equal. */
export interface PackDiff {
  readonly flows: readonly FlowDiff[];
  readonly tables: readonly TableDiff[];
}
