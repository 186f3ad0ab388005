import type { FlowExport } from '../export/flow-export.js';
import type { TableDefinition } from '../export/model.js';
import type { Built, ItemField, Ref, TypeName, Value } from './draft.js';

export type Values = Readonly<Record<string, Value>>;

/** Start cards, and cards that create and read values. */
export interface DataCards {
  /** Any card by its id, e.g. `card('@slack.sendMessageToChannel2', 'Tell', { 'Message/Text': text }, { 'Message/Timestamp': 'string' })`. */
  card(id: string, title: string, inputs: Values, outputs?: Readonly<Record<string, TypeName>>): Built;
  helperFlow(inputs: Readonly<Record<string, TypeName>>, title?: string): Built;
  scheduledFlow(cron?: Readonly<Record<string, unknown>>): Built;
  apiEndpoint(inputs: Readonly<Record<string, TypeName>>): Built;
  comment(text: string): void;
  assign(values: Values, title?: string): Built;
  assignIf(left: Value, operator: string, right: Value, values: { readonly then: Value; readonly else: Value }, title?: string): Ref;
  construct(values: Values, title?: string): Ref;
  /** `{{name}}` in the text is replaced by the input of that name. */
  compose(text: string, values?: Values, title?: string): Ref;
  concatenate(values: readonly Value[], title?: string): Ref;
  lookup(key: Value, options: Readonly<Record<string, Value>>, settings?: { readonly else?: Value; readonly title?: string }): Ref;
  parse(text: Value, title?: string): Ref;
  stringify(object: Value, title?: string): Ref;
  encodeComponent(text: Value, title?: string): Ref;
  get(object: Value, path: string, settings?: { readonly type?: TypeName; readonly title?: string }): Ref;
  getMultiple(object: Value, paths: Readonly<Record<string, TypeName>>, title?: string): Built;
  /** Same effect as dragging a nested field in the designer. */
  expand(object: Ref, paths: Readonly<Record<string, TypeName>>): Built;
  list(items: readonly Value[], title?: string): Ref;
  at(list: Value, index: Value, title?: string): Ref;
  length(list: Value, title?: string): Ref;
  pluck(list: Value, key: string, title?: string): Ref;
  now(): Built;
}

export interface RequestSpec {
  readonly url: Value;
  readonly method?: Value;
  readonly query?: Value;
  readonly headers?: Value;
  readonly body?: Value;
  readonly title?: string;
  /** Waits in ms before the retries on status 429. */
  readonly retry?: { readonly times: number; readonly delayMs: number };
}

export interface SearchSpec {
  /** Values by column; all conditions must be true. */
  readonly where?: Values;
  readonly result?: 'one' | 'all-new';
  readonly columns?: Readonly<Record<string, TypeName>>;
  readonly title?: string;
}

/** HTTP, Okta, Tables, email. */
export interface ConnectorCards {
  rawRequest(request: RequestSpec): Built;
  httpGet(request: RequestSpec): Built;
  httpPost(request: RequestSpec): Built;
  close(answer: { readonly statusCode: Value; readonly headers?: Value; readonly body?: Value }): void;
  /** `attributes` of the profile are outputs with their own names, the system properties with the names `ID` and `Status`. */
  readUser(idOrLogin: Value, attributes: readonly string[], title?: string): Built;
  getUsersGroups(user: Value, title?: string): Ref;
  createRow(table: TableDefinition, fields: Values, title?: string): Ref;
  updateRow(table: TableDefinition, row: Value, fields: Values, title?: string): void;
  searchRows(table: TableDefinition, search?: SearchSpec): Built;
  clearTable(table: TableDefinition, title?: string): void;
  sendEmail(mail: { readonly to: Value; readonly subject: Value; readonly body: Value }, title?: string): void;
}

/** A helper: an export from `buildFlow`, or the UUID of the flow itself. */
export type Helper = FlowExport | 'self';

export type HelperInputs = Readonly<Record<string, Value | ItemField>>;

export interface EachSettings {
  readonly title?: string;
  readonly concurrency?: number;
  /** If false, stops at the first error. Default true, like For Each - Ignore Errors. */
  readonly ignoreErrors?: boolean;
}

/** Cards that run a helper. */
export interface CallCards {
  callFlow(helper: Helper, inputs: Values, outputs?: Readonly<Record<string, TypeName>>, title?: string): Built;
  callFlowAsync(helper: Helper, inputs: Values, title?: string): void;
  forEach(list: Value, helper: Helper, inputs: HelperInputs, settings?: EachSettings): void;
  map(list: Value, helper: Helper, inputs: HelperInputs, title?: string): Ref;
  filterCustom(list: Value, helper: Helper, inputs: HelperInputs, title?: string): Ref;
  reduce(list: Value, helper: Helper, inputs: HelperInputs, memo: Value, title?: string): Ref;
  repeat(count: Value, helper: Helper, inputs?: Values, title?: string): void;
}

/** The return values of a branch or block. */
export type Block = (cards: Cards) => Values | undefined;

export interface Condition {
  readonly left: Value;
  readonly operator: string;
  readonly right?: Value;
}

/** Cards that decide, fail and end; blocks can use outputs of the surrounding flow. */
export interface BlockCards {
  /** Two branches that are joined again; values that both return are outputs of the Join. */
  ifElse(condition: Condition, branches: { readonly then: Block; readonly else?: Block }, title?: string): Built;
  ifElseIf(branches: readonly (Condition & { readonly then: Block })[], otherwise: Block, title?: string): Built;
  /** The handler receives the error's message and code. */
  ifError(attempt: Block, handler: (cards: Cards, error: Built) => Values | undefined, title?: string): Built;
  continueIf(condition: Condition, otherwise: string, title?: string): void;
  returns(values: Values): void;
  returnRaw(answer: { readonly statusCode: Value; readonly headers?: Value; readonly body?: Value }): void;
  returnError(error: { readonly message: Value; readonly statusCode?: Value }, title?: string): void;
  returnErrorIf(condition: Condition, error: { readonly message: Value; readonly statusCode?: Value }, title?: string): void;
  waitFor(delay: Value, unit: 'second' | 'minute' | 'hour' | 'day'): void;
  /** An event trigger, and the flow it runs for each event. */
  event(id: string, title: string, fields: Readonly<Record<string, TypeName>>, build: (cards: Cards, event: Built) => void): void;
}

/** All cards the builder knows, and `card` for others. */
export interface Cards extends BlockCards, CallCards, ConnectorCards, DataCards {}
