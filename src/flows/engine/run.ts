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

/** An email sent by an email connector; it is never sent for real. */
export interface FlowMail {
  /** Title of the card, or `Expensify` for an email from the emulator's outbox. */
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly body: string;
}

/** The arguments of a flow. */
export interface FlowInput {
  /** By the names of the start card's outputs, `Group/Key` or `Key`. */
  readonly values: ReadonlyMap<string, unknown>;
  /** The list item, for an inline flow that uses its fields without mapping them. */
  readonly item?: unknown;
  readonly index?: number;
  /** The error passed to an error handler. */
  readonly error?: Readonly<Record<string, unknown>>;
}

/** A flow that is running. */
export interface Scope {
  readonly flow: Flow;
  readonly input: FlowInput;
  /** Number of flows above this one. */
  readonly depth: number;
  /** Trace position of the card that runs this flow; -1 if there is none. */
  readonly caller: number;
}

/** A flow that was called without waiting for its end. */
export interface LaterCall {
  readonly flow: Flow;
  readonly input: FlowInput;
  readonly scope: Scope;
  readonly card: Card;
}

/** The state of a run; created once per run. */
export interface Run {
  readonly pack: Pack;
  readonly semantics: Semantics;
  readonly clock: FlowClock;
  readonly random: Random;
  readonly budget: Budget;
  readonly trace: Trace;
  /** Values that must not appear in any output of the run. */
  readonly secrets: KnownSecrets;
  readonly network: Network;
  /** The data source of the Okta cards. */
  readonly okta: OktaSource;
  readonly tables: Tables;
  readonly stubs: Stubs;
  readonly overrides: Overrides;
  readonly mail: FlowMail[];
  readonly later: LaterCall[];
  /** The response that a Close card sent before the flow ended. */
  readonly response: { sent?: ReadonlyMap<string, unknown> };
  /** The first errors that a For Each ignored. */
  readonly ignored: CardError[];
  /** Warnings that are not based on the requests of the cards. */
  readonly warnings: FlowWarning[];
  readonly executionID: string;
  /** The outputs of an event flow's trigger. */
  readonly events: readonly unknown[];
  /** Runs a flow within this run. */
  callFlow(flow: Flow, input: FlowInput, scope: Scope, caller: number): Promise<Leave>;
}
