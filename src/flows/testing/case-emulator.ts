import type { FlowTarget } from '../network/hosts.js';

/** The part of an emulator that a case needs; `createEmulator` creates one. */
export interface CaseEmulator extends FlowTarget {
  readonly credentials: { readonly partnerUserID: string; readonly partnerUserSecret: string };
  readonly faults: { add(fault: object): unknown };
  snapshot(): {
    readonly companies: readonly {
      readonly policies: readonly { readonly id: string; readonly name: string; readonly members: readonly { readonly email: string }[] }[];
    }[];
  };
  close(): Promise<void>;
}

export interface CaseEmulatorOptions {
  /** False: no ports are opened. */
  readonly listen?: boolean;
  readonly seed?: unknown;
  readonly clock?: string;
  /** True for a case that pushes over SCIM. */
  readonly scim?: boolean;
}

/** Options for running cases. */
export interface CaseTools {
  /** Creates a new emulator for each case. Pass `createEmulator` from `expensify-emulator`. */
  createEmulator(options?: CaseEmulatorOptions): Promise<CaseEmulator>;
}
