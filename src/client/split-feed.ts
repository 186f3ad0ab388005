import type { EmployeeInput } from '../jobs/update-employees/employee-record.js';

/**
 * Splits a feed into batches of at most `size` records. Managers come before their reports, because the service must know a
 * manager first. All records of one person stay together, because `shouldRemoveFromUnassignedPolicies` looks at all of them.
 * People who only leave come last. A person with more than `size` records gets a larger batch.
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

/** The service validates records, so a record with a wrong type is sent and does not throw here. */
function keyOf(email: unknown): string {
  return String(email).toLowerCase();
}

function isLeaving({ isTerminated }: EmployeeInput): boolean {
  return isTerminated === true || isTerminated === 'true';
}

/** The number of managers above each person within the feed. The level of people in a circle is arbitrary. */
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
 * Domain groups only apply if every record of a request has one (observed). If a record of the feed has none, no batch may apply
 * them, not even one in which every record happens to have a group.
 */
function withoutGroup({ domainGroupID: _ignored, ...record }: EmployeeInput): EmployeeInput {
  return record;
}
