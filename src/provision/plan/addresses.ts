import type { ActiveRecord } from '../../jobs/update-employees/employee-record.js';

/** The fields of a record that contain an address. */
export const ADDRESS_FIELDS = ['employeeEmail', 'managerEmail', 'approvesTo', 'overLimitApprover', 'limitApprover'] as const;
export type AddressField = (typeof ADDRESS_FIELDS)[number];

/**
 * Converts an address to the form in which plans compare it: lower case and NFC. A Mac writes `ë` as two code points (NFD), and
 * most other systems as one (NFC). Both look the same and mean the same person.
 */
export function addressKey(address: string): string {
  return address.toLowerCase().normalize('NFC');
}

/** A copy of a record with its addresses in the form of `addressKey`. */
export function withAddressKeys(record: ActiveRecord): ActiveRecord {
  return mapAddresses(record, addressKey);
}

/** A copy of a record with a function applied to its addresses. Absent and empty ones are unchanged. */
export function mapAddresses<T extends Partial<Record<AddressField, string | undefined>>>(
  record: T,
  change: (address: string) => string,
): T {
  const changed = ADDRESS_FIELDS.flatMap((field): [AddressField, string][] => {
    const address = record[field];
    return address ? [[field, change(address)]] : [];
  });
  return { ...record, ...Object.fromEntries(changed) };
}
