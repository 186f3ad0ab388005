import type { SharedParts } from '../../../emulator/storage/sharing.js';
import type { Repeat, StateReader, StateSource } from '../../../emulator/storage/storage.js';
import type { CompanyRandom } from './company-random.js';

/** What the emulator of this process has given to the storage, as far as its start has come. */
export class EmulatorSide {
  reader: StateReader | undefined;
  source: StateSource | undefined;
  parts: SharedParts | undefined;
  random: CompanyRandom | undefined;
  /** Repeats an entry of another process. */
  follow: Repeat | undefined;

  /** Throws if the emulator has not started yet. */
  begun(): { readonly source: StateSource; readonly random: CompanyRandom; readonly parts: SharedParts } {
    const { source, random, parts } = this;
    if (source === undefined || random === undefined || parts === undefined) throw new Error('the storage has not begun');
    return { source, random, parts };
  }
}
