import type { FlowTarget } from '../network/hosts.js';

/** What a case needs of the emulator behind its flow; `createEmulator` makes one. */
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
  /** False: no port is opened. */
  readonly listen?: boolean;
  readonly seed?: unknown;
  readonly clock?: string;
  /** True for a case that pushes over SCIM. */
  readonly scim?: boolean;
}

/** Where a case gets its emulator from. */
export interface CaseTools {
  /** Makes a new emulator for each case. Pass `createEmulator` of `expensify-emulator`. */
  createEmulator(options?: CaseEmulatorOptions): Promise<CaseEmulator>;
}
