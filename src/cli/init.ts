import { writeFile } from 'node:fs/promises';
import { codeOf, messageOf } from '../util/error-message.js';
import { UsageError } from './usage-error.js';

/** A seed to start from. Commented, because it is the first thing a new user edits. */
export const STARTER_SEED = `# yaml-language-server: $schema=./node_modules/expensify-emulator/schemas/seed.schema.json
# Use it with: npx expensify-emulator --seed THIS_FILE
companies:
  - name: My Company
    # Verified domains.
    domains: [my-company.example]
    # Who may update employees. The first one also owns policies that name no owner,
    # and holds the credential pair when none is listed below.
    domainAdmins: [admin@my-company.example]
    domainGroups:
      - { id: "2001", name: Everyone }
    # People who need more than an address; others are made when a policy names them.
    accounts:
      - email: admin@my-company.example
        firstName: Ada
        lastName: Admin
        # A feed never overwrites a name the person set by hand.
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
    # A pair without a secret gets one that is the same on every start.
    credentials:
      - { actsAs: admin@my-company.example }
`;

/** Writes the starter seed; a file that is there already stays as it is. */
export async function init(file: string): Promise<void> {
  try {
    await writeFile(file, STARTER_SEED, { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new UsageError(`${file} is there already: name another file.`);
    throw new UsageError(`${file} cannot be written: ${messageOf(error)}.`);
  }
  process.stdout.write(`Wrote ${file}. Start with: npx expensify-emulator --seed ${file}\n`);
}
