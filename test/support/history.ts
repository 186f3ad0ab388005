/** One operation of a client: when it began and ended, in ms. An operation without a confirmation may have happened at any time since, or never. */
export interface Operation {
  readonly kind: 'write' | 'read';
  readonly register: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What in a history can't have happened to a register that is one for all processes: a read of a value that nobody wrote before its end, or
 * of one that a confirmed write had replaced before the read began. Lost updates and stale reads are both of that kind.
 */
export function findViolations(operations: readonly Operation[], initial: string): string[] {
  const violations: string[] = [];
  for (const register of new Set(operations.map((operation) => operation.register))) {
    const all = operations.filter((operation) => operation.register === register);
    const writes = all.filter(({ kind }) => kind === 'write');
    for (const read of all.filter(({ kind }) => kind === 'read')) {
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

/** True if a confirmed write came after this one, and before the read. */
function isReplaced(writer: Pick<Operation, 'start' | 'end'>, writes: readonly Operation[], read: Operation): boolean {
  return writes.some(({ start, end }) => start > writer.end && end < read.start);
}
