/** The type of a slot: a name such as `string`, or a nested object whose keys are the fields. */
export type SlotType = string | Readonly<Record<string, unknown>>;

/** One input or output of a card. */
export interface Slot {
  readonly id: string;
  /** `Group/Key`, or the key alone: the name that the tables of cards, stubs and overrides use. */
  readonly name: string;
  readonly group: string;
  readonly key: string;
  /** The label in the designer, where it differs from the key. */
  readonly label: string;
  readonly type: SlotType;
  readonly isList: boolean;
  readonly isRequired: boolean;
  /** The value typed in by hand. On a wired input, what the designer left there, often an empty text. */
  readonly literal: unknown;
  /** The inline flow of an input of type `flo`. */
  readonly flow?: Flow;
  /** For the inputs of For Each and similar cards: the name of the helper's input, and which part of the item it gets. */
  readonly proxy?: Proxy;
  /** The path of a field that was expanded in the designer. */
  readonly path?: readonly string[];
}

export interface Proxy {
  /** True if the value comes from the item; `path` is then the path in the item, "" for the whole item. */
  readonly isFromItem: boolean;
  readonly path: string;
  readonly destination: string;
}

/** The value of `convert` in the export. */
export interface Transform {
  readonly convert?: string | undefined;
  readonly forceWrapArray: boolean;
}

/** A wire from an output to an input. */
export interface Pin {
  readonly output: string;
  readonly target: string;
  readonly input: string;
  readonly transform?: Transform | undefined;
}

/** What a card does if it fails. */
export interface ErrorPolicy {
  readonly type: string;
  readonly retry: number;
  /** Waits before the retries, in ms; the last one repeats. */
  readonly delays: readonly number[];
  /** The flow that handles the error: an inline flow, or the UUID of a helper. */
  readonly flow?: Flow | string;
}

export interface Comment {
  readonly title: string;
  readonly text: string;
}

export interface Card {
  readonly uuid: string;
  /** `control.let` for a kernel card, `@okta.readUser` for a connector's card; without the version. */
  readonly id: string;
  readonly address: string;
  readonly title: string;
  readonly inputs: readonly Slot[];
  readonly outputs: readonly Slot[];
  readonly pins: readonly Pin[];
  /** For If/Else: the first card of each branch, with the result that leads to it. */
  readonly branches: ReadonlyMap<string, boolean>;
  /** For Join: the output that an input is passed to. */
  readonly joins: ReadonlyMap<string, readonly { readonly output: string; readonly transform?: Transform | undefined }[]>;
  readonly policy: ErrorPolicy;
  /** UUID of the connection. */
  readonly connection?: string;
  /** Of a Comment card; the text is Markdown. */
  readonly comment?: Comment;
}

export interface Flow {
  readonly uuid: string;
  readonly name: string;
  readonly cards: readonly Card[];
  /** [from, to] by UUID. */
  readonly edges: readonly (readonly [string, string])[];
  readonly isScheduled: boolean;
  readonly cron?: Readonly<Record<string, unknown>>;
  /** True for a flow inside an input of a card. */
  readonly isInline: boolean;
}

export interface Column {
  readonly name: string;
  /** `str`, `dec`, `dte`, `boo`, … */
  readonly type: string;
  readonly default: unknown;
}

export interface TableDefinition {
  readonly uuid: string;
  readonly name: string;
  readonly columns: readonly Column[];
}

export interface Connection {
  readonly uuid: string;
  readonly name: string;
  readonly module: string;
}

/** A problem in an export that does not stop it from loading. */
export interface Finding {
  readonly code: FindingCode;
  readonly message: string;
  readonly flow: string;
  readonly card?: Card;
}

export type FindingCode = 'missing-helper' | 'missing-table' | 'broken-pin' | 'broken-edge' | 'several-roots' | 'cycle' | 'no-cards';

/** A whole export. */
export interface Pack {
  /** The file name, or the name that the caller gave. */
  readonly source: string;
  readonly version: string;
  /** By UUID, in the order of the file. */
  readonly flows: ReadonlyMap<string, Flow>;
  /** Names, by UUID, of helpers that were not exported. */
  readonly missing: ReadonlyMap<string, string>;
  readonly connections: ReadonlyMap<string, Connection>;
  readonly tables: ReadonlyMap<string, TableDefinition>;
  readonly findings: readonly Finding[];
}

/** `control.let`, `@okta.readUser`; an address of another form is returned unchanged. */
export function cardID(address: string): string {
  const [root, kind, third, fourth, ...rest] = address.split(':');
  if (root !== 'root') return address;
  if (kind === 'kernel') return `${third}.${rest.join(':')}`;
  if (kind === 'channels' && third === 'http') return `@${fourth}.${rest.slice(1).join(':')}`;
  return address;
}

/** The flows of a card: the inline flows of its inputs and of its error policy. */
export function inlineFlows(card: Card): readonly Flow[] {
  const flows = card.inputs.flatMap(({ flow }) => (flow === undefined ? [] : [flow]));
  return typeof card.policy.flow === 'object' ? [...flows, card.policy.flow] : flows;
}

/** The helpers that a card names, by UUID. */
export function namedHelpers(card: Card): readonly string[] {
  const named = card.inputs.flatMap(({ type, literal }) =>
    type === 'flo' && typeof literal === 'string' && literal !== '' ? [literal] : [],
  );
  return typeof card.policy.flow === 'string' ? [...named, card.policy.flow] : named;
}

/** A flow and all inline flows in it, at any level, each with the titles of the cards that contain it. */
export function* withInline(
  flow: Flow,
  path: readonly string[] = [],
): Generator<{ readonly flow: Flow; readonly path: readonly string[] }> {
  yield { flow, path };
  for (const card of flow.cards) {
    for (const inline of inlineFlows(card)) yield* withInline(inline, [...path, card.title]);
  }
}

/** True for an object that `loadFlow` made. */
export function isPack(from: string | object): from is Pack {
  return typeof from === 'object' && 'flows' in from && from.flows instanceof Map;
}
