import type { Problem } from '../problem.js';
import { ADDRESS_FIELDS, addressKey } from './addresses.js';
import type { CurrentPolicy } from './current.js';
import type { DesiredMember, Leaver } from './desired.js';
import { disguiseOf, lookOf } from './look-alikes.js';
import { nameOfCharacter, oddCharacters, showOdd } from './odd-characters.js';

/** The fields that identify a person. */
const NAME_FIELDS = [...ADDRESS_FIELDS, 'employeeID'] as const;

type Person = Pick<DesiredMember | Leaver, 'record' | 'locate'>;

/**
 * Reports addresses and ids that look right but are not: they have an invisible character, or letters that look like others. To the
 * service, such a row is a different person, so the real one would be renamed, or removed and added again. Addresses that the
 * service already has are accepted.
 */
export function findSuspicious(people: readonly Person[], policies: readonly CurrentPolicy[]): Problem[] {
  const known = new Set(policies.flatMap(({ members, owner }) => [owner, ...members.keys()]));
  const looks = looksOf([...known, ...people.map(({ record }) => addressKey(record.employeeEmail))]);
  const problems = new Map<string, Problem>();
  for (const { record, locate } of people) {
    const fields: Readonly<Record<string, unknown>> = record;
    for (const field of NAME_FIELDS) {
      const written = fields[field];
      if (typeof written !== 'string') continue;
      const value = field === 'employeeID' ? written : addressKey(written);
      const reason = field === 'employeeID' ? hiddenIn(value) : known.has(value) ? undefined : reasonOf(value, looks);
      if (reason === undefined) continue;
      const at = locate(field);
      const message = `${field} '${showOdd(value)}' ${reason}. Type it again in the source.`;
      problems.set(JSON.stringify([at, message]), { code: 'suspicious-address', message, at });
    }
  }
  return [...problems.values()];
}

/** Addresses by their look. Plain ASCII addresses look like themselves, and come first. */
function looksOf(addresses: readonly string[]): Map<string, string> {
  const looks = new Map<string, string>();
  for (const address of addresses) {
    const look = lookOf(address);
    if (look === address || !looks.has(look)) looks.set(look, address);
  }
  return looks;
}

function reasonOf(address: string, looks: ReadonlyMap<string, string>): string | undefined {
  const hidden = hiddenIn(address);
  if (hidden !== undefined) return hidden;
  const look = lookOf(address);
  const twin = look === address ? undefined : looks.get(look);
  const likeness = twin === undefined || twin === address ? undefined : `looks like ${twin} but is a different address`;
  const reasons = [disguiseOf(address), likeness].filter((reason) => reason !== undefined);
  return reasons.length === 0 ? undefined : reasons.join(', and it ');
}

function hiddenIn(value: string): string | undefined {
  const odd = oddCharacters(value).filter((character) => character !== ' ');
  return odd.length === 0 ? undefined : `contains ${odd.map(nameOfCharacter).join(', ')}`;
}
