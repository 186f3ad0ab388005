import { writeFile } from 'node:fs/promises';
import { codeOf, messageOf } from '../util/error-message.js';
import { UsageError } from './usage-error.js';

/** A starter seed. It has comments because it is the first file that a new user edits. */
export const STARTER_SEED = `# yaml-language-server: $schema=./node_modules/expensify-emulator/schemas/seed.schema.json
# Use it with: npx expensify-emulator --seed THIS_FILE
companies:
  - name: My Company
    # The company's verified domains.
    domains: [my-company.example]
    # Accounts that may update employees. The first one also owns each policy without an owner.
    # If you list no credentials below, the emulator creates credentials for the first one.
    domainAdmins: [admin@my-company.example]
    domainGroups:
      - { id: "2001", name: Everyone }
    # Accounts with more than an email address. Members of a policy get an account even if you don't list them here.
    accounts:
      - email: admin@my-company.example
        firstName: Ada
        lastName: Admin
        # This person set their own name, so a feed never overwrites it.
        isNameSetByHand: true
    policies:
      - id: 0123456789ABCDEF
        name: Headquarters
        categories:
          - { name: Travel, glCode: "6100" }
        members:
          - { email: lead@my-company.example, employeeID: E1 }
          # To limit what a person can approve, set approvalLimit (in cents) and overLimitForwardsTo.
          - email: person@my-company.example
            employeeID: E2
            submitsTo: lead@my-company.example
    # If you leave out the ID and the secret, they are the same on every start.
    credentials:
      - { actsAs: admin@my-company.example }
`;

/** Writes the starter seed. Throws UsageError if the file exists. */
export async function init(file: string): Promise<void> {
  try {
    await writeFile(file, STARTER_SEED, { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new UsageError(`${file} already exists; choose another file name.`);
    throw new UsageError(`Can't write ${file}: ${messageOf(error)}.`);
  }
  process.stdout.write(`Wrote ${file}. Start with: npx expensify-emulator --seed ${file}\n`);
}
