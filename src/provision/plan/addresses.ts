import type { ActiveRecord } from '../../jobs/update-employees/employee-record.js';

/** The fields of a record that hold an address. */
export const ADDRESS_FIELDS = ['employeeEmail', 'managerEmail', 'approvesTo', 'overLimitApprover', 'limitApprover'] as const;
export type AddressField = (typeof ADDRESS_FIELDS)[number];

/**
 * An address as a plan compares it: in lower case and in NFC. A Mac writes `ë` as two code points (NFD) and most other
 * systems as one (NFC); both look the same and mean the same person.
 */
export function addressKey(address: string): string {
  return address.toLowerCase().normalize('NFC');
}

/** A record whose addresses are keys. */
export function withAddressKeys(record: ActiveRecord): ActiveRecord {
  return mapAddresses(record, addressKey);
}

/** A copy of a record with each of its addresses changed; absent and empty ones are left alone. */
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
