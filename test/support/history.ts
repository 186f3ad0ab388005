/** One operation of a client: when it began and ended, in ms. Without a confirmation, it may have happened at any time since, or never. */
export interface Operation {
  readonly kind: 'write' | 'read';
  readonly register: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What in a history can't have happened to a register that is one for all processes: a read of a value that nobody wrote before its end, or
 * of one that another write had replaced before the read began. Lost updates, stale reads and half-made resets are all of that kind. A write
 * has happened when it is confirmed, or when somebody has read its value, which only one write has.
 */
export function findViolations(operations: readonly Operation[], initial: string): string[] {
  const violations: string[] = [];
  for (const register of new Set(operations.map((operation) => operation.register))) {
    const all = operations.filter((operation) => operation.register === register);
    const reads = all.filter(({ kind }) => kind === 'read');
    const writes = all.filter(({ kind }) => kind === 'write').map((write) => ({ ...write, end: knownEnd(write, reads, initial) }));
    for (const read of reads) {
      // A value may have been written several times, by resets.
      const writers = writes.filter(({ value, start }) => value === read.value && start <= read.end);
      const possible = read.value === initial ? [...writers, { start: -1, end: -1 }] : writers;
      if (possible.length === 0) violations.push(`${register}: read ${read.value}, which nobody had written`);
      else if (possible.every((writer) => isReplaced(writer, writes, read)))
        violations.push(`${register}: read '${read.value}' at ${read.start} although another value had replaced it`);
    }
  }
  return violations;
}

/** When the first client knew that it has happened. */
function knownEnd({ value, end }: Pick<Operation, 'value' | 'end'>, reads: readonly Operation[], initial: string): number {
  if (value === initial) return end;
  return Math.min(end, ...reads.filter((read) => read.value === value).map((read) => read.end));
}

/** True if a confirmed write came after this one, and before the read. */
function isReplaced(writer: Pick<Operation, 'start' | 'end'>, writes: readonly Operation[], read: Operation): boolean {
  return writes.some(({ start, end }) => start > writer.end && end < read.start);
}
