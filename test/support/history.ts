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
    const writers = new Map(writes.map((write) => [write.value, write]));
    for (const read of all.filter(({ kind }) => kind === 'read')) {
      const writer = read.value === initial ? { start: -1, end: 0 } : writers.get(read.value);
      if (writer === undefined || writer.start > read.end) {
        violations.push(`${register}: read ${read.value}, which nobody had written`);
        continue;
      }
      const later = writes.find((write) => write.start > writer.end && write.end < read.start);
      if (later !== undefined) violations.push(`${register}: read ${read.value} although ${later.value} had replaced it`);
    }
  }
  return violations;
}
