import { writeFile } from 'node:fs/promises';
import { codeOf, messageOf } from '../util/error-message.js';
import { UsageError } from './usage-error.js';

/** A starter seed. It has comments because it is the first file that a new user edits. */
export const STARTER_SEED = `# yaml-language-server: $schema=./node_modules/expensify-emulator/schemas/seed.schema.json
# Use it with: npx expensify-emulator --seed THIS_FILE
companies:
  - name: My Company
    # Verified domains.
    domains: [my-company.example]
    # Who may update employees. The first one also owns policies that name no owner,
    # and the credentials act as this account when none are listed below.
    domainAdmins: [admin@my-company.example]
    domainGroups:
      - { id: "2001", name: Everyone }
    # People who need more than an email address. Others are created when a policy names them.
    accounts:
      - email: admin@my-company.example
        firstName: Ada
        lastName: Admin
        # A feed never overwrites a name that the person set by hand.
        isNameSetByHand: true
    policies:
      - id: 0123456789ABCDEF
        name: Headquarters
        categories:
          - { name: Travel, glCode: "6100" }
        members:
          - { email: lead@my-company.example, employeeID: E1 }
          # approvalLimit is in cents; above it, reports go to overLimitForwardsTo.
          - email: person@my-company.example
            employeeID: E2
            submitsTo: lead@my-company.example
    # Credentials without a secret get the same one on every start.
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
