import type { StateReader, StateSource, Storage } from '../../src/emulator/storage/storage.js';
import { STEPS_IN_A_SLICE } from '../../src/runtime/slices.js';
import { type FileStorageOptions, openFileStorage } from '../../src/server/storage/file/file-storage.js';

/** A state that is a list of numbers, each of which is one change. Its whole state is written in as many slices as the test wants. */
export class KeptNumbers {
  readonly storage: Storage;
  numbers: number[] = [];
  slices = 0;
  /** The next whole state waits before its end. */
  isHeld = false;

  private constructor(storage: Storage) {
    this.storage = storage;
  }

  /** Loads the numbers of a file, and keeps each later one there. */
  static async open(path: string, options: Partial<FileStorageOptions> = {}, slices = 0): Promise<KeptNumbers> {
    const kept = new KeptNumbers(openFileStorage(path, { onProblem: refuseProblem, ...options }));
    kept.slices = slices;
    try {
      await kept.storage.load(kept.reader);
      await kept.storage.begin(kept.source);
      return kept;
    } catch (error) {
      await kept.storage.abandon();
      throw error;
    }
  }

  get reader(): StateReader {
    const kept = this;
    return {
      // biome-ignore lint/correctness/useYield: a short state has no pauses
      *snapshot(document) {
        kept.numbers = (document as { numbers: number[] }).numbers;
      },
      entry: ({ random = -1 }) => void kept.numbers.push(random),
    };
  }

  get source(): StateSource {
    const kept = this;
    return {
      *write(own, emit) {
        const numbers = [...kept.numbers];
        emit(`{"version":2,"storage":${JSON.stringify(own)},`);
        for (let slice = 0; slice < kept.slices; slice++) {
          yield STEPS_IN_A_SLICE;
          emit(`"slice${slice}":${slice},`);
        }
        while (kept.isHeld) yield STEPS_IN_A_SLICE;
        emit(`"numbers":${JSON.stringify(numbers)}}`);
      },
    };
  }

  /** One change. */
  add(number: number): void {
    this.numbers.push(number);
    this.storage.append({ kind: 'random', random: number });
  }

  /** A change that only a whole state describes. */
  replaceBy(numbers: number[]): void {
    this.numbers = numbers;
    this.storage.replaced();
  }
}

function refuseProblem(problem: string): void {
  throw new Error(problem);
}
