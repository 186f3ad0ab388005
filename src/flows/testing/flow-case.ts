import type { Pack } from '../export/model.js';
import type { RunFlowOptions } from '../run-flow.js';
import type { Stub } from '../stubs/schema.js';
import type { Expectations } from './cases-schema.js';

/** A stub of a case. */
export interface CaseStub {
  readonly stub: Stub;
  /** `stubs[0]`, as in the file. */
  readonly place: string;
  /** True for a stub that applies to all cases of the file. */
  readonly isShared: boolean;
}

/** One case of a cases file, with the file's shared settings and the contents of the files it names. */
export interface FlowCase {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly pack: Pack;
  readonly options: Pick<RunFlowOptions, 'flow' | 'input' | 'event' | 'set' | 'users' | 'scim' | 'tables' | 'semantics' | 'clock'>;
  readonly stubs: readonly CaseStub[];
  /** For the emulator: `demo`, `faker:42:500`, or a seed. */
  readonly seed?: unknown;
  readonly faults: readonly Readonly<Record<string, unknown>>[];
  readonly expect: Expectations;
}
