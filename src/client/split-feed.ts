import type { EmployeeInput } from '../jobs/update-employees/employee-record.js';

/**
 * A feed in batches of at most `size` records: managers before their reports, so that nobody reports to someone the
 * service has not met; all records of one person together, since `shouldRemoveFromUnassignedPolicies` looks at them
 * all; those who only leave last. Someone with more than `size` records has a larger batch.
 * @example splitFeed([{ employeeEmail: 'report@x.com', … }, { employeeEmail: 'manager@x.com', … }], 500)
 */
export function splitFeed(employees: readonly EmployeeInput[], size: number): EmployeeInput[][] {
  const people = peopleOf(employees);
  const levels = levelsOf(people);
  const ordered = people
    .map((records, index) => ({ records, level: records.every(isLeaving) ? people.length : (levels[index] ?? 0) }))
    .sort((one, other) => one.level - other.level);
  const batches: EmployeeInput[][] = [];
  for (const { records } of ordered) {
    const last = batches.at(-1);
    if (last !== undefined && last.length + records.length <= size) last.push(...records);
    else batches.push([...records]);
  }
  return hasEveryGroup(employees) || batches.length < 2 ? batches : batches.map((batch) => batch.map(withoutGroup));
}

/** The records of each person, in the order of the feed. */
function peopleOf(employees: readonly EmployeeInput[]): EmployeeInput[][] {
  const people = new Map<string, EmployeeInput[]>();
  for (const record of employees) {
    const email = keyOf(record.employeeEmail);
    const records = people.get(email);
    if (records === undefined) people.set(email, [record]);
    else records.push(record);
  }
  return [...people.values()];
}

/** The service judges a record, so one that breaks its type here is sent, not thrown at. */
function keyOf(email: unknown): string {
  return String(email).toLowerCase();
}

function isLeaving({ isTerminated }: EmployeeInput): boolean {
  return isTerminated === true || isTerminated === 'true';
}

/** How many managers stand above each person within the feed; whoever stands in a circle gets some level. */
function levelsOf(people: readonly (readonly EmployeeInput[])[]): number[] {
  const indexOf = new Map(people.map(([first], index) => [keyOf(first?.employeeEmail), index]));
  const managerOf = people.map((records) => {
    const manager = records.map((record) => ('managerEmail' in record ? record.managerEmail : undefined)).find((email) => email);
    return manager === undefined ? undefined : indexOf.get(keyOf(manager));
  });
  const levels: number[] = [];
  for (const start of people.keys()) {
    const passed = new Set<number>();
    let at: number | undefined = start;
    while (at !== undefined && levels[at] === undefined && !passed.has(at)) {
      passed.add(at);
      at = managerOf[at];
    }
    let level = at === undefined ? -1 : (levels[at] ?? -1);
    for (const index of [...passed].reverse()) levels[index] = ++level;
  }
  return levels;
}

function hasEveryGroup(employees: readonly EmployeeInput[]): boolean {
  return employees.every(({ domainGroupID }) => domainGroupID !== undefined && domainGroupID !== '');
}

/**
 * Domain groups apply only when every record of a request carries one (observed). A feed that would have been without
 * must not get them in the batches that happen to be complete.
 */
function withoutGroup({ domainGroupID: _ignored, ...record }: EmployeeInput): EmployeeInput {
  return record;
}
