/** The type of a slot: a name such as `string`, or a nested object whose keys are the fields. */
export type SlotType = string | Readonly<Record<string, unknown>>;

/** One input or output of a card. */
export interface Slot {
  readonly id: string;
  /** `Group/Key`, or the key alone: what the tables of cards, stubs and overrides call it. */
  readonly name: string;
  readonly group: string;
  readonly key: string;
  /** What the designer shows, where it differs from the key. */
  readonly label: string;
  readonly type: SlotType;
  readonly isList: boolean;
  readonly isRequired: boolean;
  /** The value typed in by hand; a wired input holds what the designer left there, often an empty text. */
  readonly literal: unknown;
  /** The inline flow of an input of type `flo`. */
  readonly flow?: Flow;
  /** For the inputs of For Each and its like: what the helper's input is called, and where in the item it comes from. */
  readonly proxy?: Proxy;
  /** The path of a field that the designer expanded. */
  readonly path?: readonly string[];
}

export interface Proxy {
  /** True when the value comes from the item; `path` is then the place in it, "" for the item itself. */
  readonly isFromItem: boolean;
  readonly path: string;
  readonly destination: string;
}

/** `convert` as the export names it. */
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

/** What a card does when it fails. */
export interface ErrorPolicy {
  readonly type: string;
  readonly retry: number;
  /** Before each retry, in ms; the last counts for all further ones. */
  readonly delays: readonly number[];
  /** The flow that handles the error: inline, or the UUID of a helper. */
  readonly flow?: Flow | string;
}

export interface Comment {
  readonly title: string;
  readonly text: string;
}

export interface Card {
  readonly uuid: string;
  /** `control.let` for a kernel card, `@okta.readUser` for a connector's; the version is left out. */
  readonly id: string;
  readonly address: string;
  readonly title: string;
  readonly inputs: readonly Slot[];
  readonly outputs: readonly Slot[];
  readonly pins: readonly Pin[];
  /** For If/Else: the first card of each branch, and the result it belongs to. */
  readonly branches: ReadonlyMap<string, boolean>;
  /** For Join: the output an input becomes. */
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
  /** True for a flow that sits in an input of a card. */
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

/** Something about an export that is not as it should be; loading goes on all the same. */
export interface Finding {
  readonly code: FindingCode;
  readonly message: string;
  readonly flow: string;
  readonly card?: Card;
}

export type FindingCode = 'missing-helper' | 'missing-table' | 'broken-pin' | 'broken-edge' | 'several-roots' | 'cycle' | 'no-cards';

/** A whole export. */
export interface Pack {
  /** File name, or what the caller called it. */
  readonly source: string;
  readonly version: string;
  /** By UUID, in the order of the file. */
  readonly flows: ReadonlyMap<string, Flow>;
  /** Helpers that were named and not exported, by UUID. */
  readonly missing: ReadonlyMap<string, string>;
  readonly connections: ReadonlyMap<string, Connection>;
  readonly tables: ReadonlyMap<string, TableDefinition>;
  readonly findings: readonly Finding[];
}

/** `control.let`, `@okta.readUser`; the address itself when it is of neither form. */
export function cardID(address: string): string {
  const [root, kind, third, fourth, ...rest] = address.split(':');
  if (root !== 'root') return address;
  if (kind === 'kernel') return `${third}.${rest.join(':')}`;
  if (kind === 'channels' && third === 'http') return `@${fourth}.${rest.slice(1).join(':')}`;
  return address;
}

/** The flows of a card: inline ones of its inputs and of its error policy. */
export function inlineFlows(card: Card): readonly Flow[] {
  const flows = card.inputs.flatMap(({ flow }) => (flow === undefined ? [] : [flow]));
  return typeof card.policy.flow === 'object' ? [...flows, card.policy.flow] : flows;
}

/** The helpers a card names, by UUID. */
export function namedHelpers(card: Card): readonly string[] {
  const named = card.inputs.flatMap(({ type, literal }) =>
    type === 'flo' && typeof literal === 'string' && literal !== '' ? [literal] : [],
  );
  return typeof card.policy.flow === 'string' ? [...named, card.policy.flow] : named;
}

/** A flow, its inline flows, theirs, and so on; each with the titles of the cards it sits in. */
export function* withInline(
  flow: Flow,
  path: readonly string[] = [],
): Generator<{ readonly flow: Flow; readonly path: readonly string[] }> {
  yield { flow, path };
  for (const card of flow.cards) {
    for (const inline of inlineFlows(card)) yield* withInline(inline, [...path, card.title]);
  }
}

/** True for what `loadFlow` made. */
export function isPack(from: string | object): from is Pack {
  return typeof from === 'object' && 'flows' in from && from.flows instanceof Map;
}
