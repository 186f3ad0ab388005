import { nextTurn } from '../../runtime/timer.js';
import { categories, flatTags, reportFields, tax } from './demo-sections.js';
import { fakerReports } from './faker-reports.js';

import type { Seed } from './schema.js';
import { SeedError } from './seed-error.js';

/** More people than any customer has, but less than a gigabyte of memory. */
const MAX_EMPLOYEES = 200_000;
const PEOPLE_PER_MANAGER = 8;
/** The number of people that are generated without a pause. */
const PEOPLE_AT_ONCE = 5000;

/**
 * `faker:42:500`: a company of 500 employees from @faker-js/faker. The same numbers give the same company.
 * Throws SeedError if the text does not have that form.
 */
export async function fakerSeed(spec: string): Promise<Seed> {
  const match = /^faker:(\d{1,9}):(\d{1,6})$/.exec(spec);
  const count = Number(match?.[2]);
  if (match === null || count < 1 || count > MAX_EMPLOYEES) {
    throw new SeedError(
      `'${spec}' is not a valid faker seed. Write faker:SEED:EMPLOYEES, e.g. faker:42:500 (at most ${MAX_EMPLOYEES} employees).`,
    );
  }
  const { faker } = await import('@faker-js/faker/locale/en');
  const owner = 'owner@acme.example';
  const people: Person[] = [];
  while (people.length < count) {
    if (people.length > 0) await nextTurn();
    // Each part has its own seed, because others may use the same generator in the pauses between the parts.
    faker.seed(people.length === 0 ? Number(match[1]) : [Number(match[1]), people.length]);
    const end = Math.min(count, people.length + PEOPLE_AT_ONCE);
    while (people.length < end) people.push(person(faker.person.firstName(), faker.person.lastName(), people.length + 1));
  }
  const members = people.map(({ email, employeeID }, index) => ({
    email,
    role: 'user' as const,
    customField1: employeeID,
    // A tree: the first few report to the owner, everyone else to someone before them.
    submitsTo: index < PEOPLE_PER_MANAGER ? owner : (people[Math.floor(index / PEOPLE_PER_MANAGER) - 1]?.email ?? owner),
  }));
  const admin = { email: owner, role: 'admin' as const, submitsTo: owner, forwardsTo: '' };
  const half = Math.ceil(members.length / 2);
  return {
    companies: [
      {
        id: 'acme',
        name: 'Acme',
        domains: ['acme.example'],
        domainAdmins: [owner],
        domainGroups: [{ id: '1001', name: 'Everyone' }],
        accounts: [{ email: owner, firstName: 'Olive', lastName: 'Owner' }, ...people],
        policies: [
          {
            id: 'A1B2C3D4E5F60001',
            name: 'Acme Headquarters',
            owner,
            categories,
            tags: flatTags,
            tax,
            reportFields,
            members: [admin, ...members],
          },
          { id: 'A1B2C3D4E5F60002', name: 'Acme Field Sales', owner, categories, members: [admin, ...members.slice(0, half)] },
        ],
        ...(await fakerReports(faker, Number(match[1]), members, 'A1B2C3D4E5F60001')),
      },
    ],
  };
}

interface Person {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly employeeID: string;
  readonly domainGroupID: string;
}

function person(firstName: string, lastName: string, number: number): Person {
  // The number makes addresses unique; names repeat long before 500 people.
  const login = `${firstName}.${lastName}.${number}`.toLowerCase().replace(/[^a-z0-9.]/g, '');
  return { email: `${login}@acme.example`, firstName, lastName, employeeID: `E${String(number).padStart(6, '0')}`, domainGroupID: '1001' };
}
