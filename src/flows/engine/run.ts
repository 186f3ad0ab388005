import type { Random } from '../../runtime/random.js';
import type { Card, Flow, Pack } from '../export/model.js';
import type { Network } from '../network/network.js';
import type { OktaSource } from '../okta/source.js';
import type { Stubs } from '../stubs/stubs.js';
import type { Tables } from '../tables/run-tables.js';
import type { CardError } from './errors.js';
import type { FlowClock } from './flow-clock.js';
import type { KnownSecrets } from './known-secrets.js';
import type { Leave } from './leave.js';
import type { Budget } from './limits.js';
import type { Overrides } from './overrides.js';
import type { Semantics } from './semantics.js';
import type { Trace } from './trace.js';
import type { FlowWarning } from './warnings.js';

/** A mail that a flow sent by a mail connector; nothing is sent for real. */
export interface FlowMail {
  /** Title of the card, or `Expensify` for what the emulator put into its outbox. */
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly body: string;
}

/** What a flow is called with. */
export interface FlowInput {
  /** By the names of the start card's outputs, `Group/Key` or `Key`. */
  readonly values: ReadonlyMap<string, unknown>;
  /** The item of a list, for an inline flow that takes its fields without having them mapped. */
  readonly item?: unknown;
  readonly index?: number;
  /** The error an error handler gets. */
  readonly error?: Readonly<Record<string, unknown>>;
}

/** A flow on its way. */
export interface Scope {
  readonly flow: Flow;
  readonly input: FlowInput;
  /** Flows above this one. */
  readonly depth: number;
  /** Position of the card in the trace that runs this flow; -1 for none. */
  readonly caller: number;
}

/** A flow that was called without waiting for it. */
export interface LaterCall {
  readonly flow: Flow;
  readonly input: FlowInput;
  readonly scope: Scope;
  readonly card: Card;
}

/** Everything a run holds; made once for each run. */
export interface Run {
  readonly pack: Pack;
  readonly semantics: Semantics;
  readonly clock: FlowClock;
  readonly random: Random;
  readonly budget: Budget;
  readonly trace: Trace;
  /** What nothing that the run tells may hold. */
  readonly secrets: KnownSecrets;
  readonly network: Network;
  /** What answers the Okta cards. */
  readonly okta: OktaSource;
  readonly tables: Tables;
  readonly stubs: Stubs;
  readonly overrides: Overrides;
  readonly mail: FlowMail[];
  readonly later: LaterCall[];
  /** What a Close card answered the caller with, before the flow was done. */
  readonly response: { sent?: ReadonlyMap<string, unknown> };
  /** Errors that a For Each ignored: the first of them. */
  readonly ignored: CardError[];
  /** Warnings that do not follow from the requests of the cards. */
  readonly warnings: FlowWarning[];
  readonly executionID: string;
  /** What the trigger of an event flow gives out. */
  readonly events: readonly unknown[];
  /** Runs a flow inside of this run. */
  callFlow(flow: Flow, input: FlowInput, scope: Scope, caller: number): Promise<Leave>;
}
