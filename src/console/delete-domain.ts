import type { Company, Transaction } from '../emulator/world/company.js';
import type { Account } from '../emulator/world/entities/account.js';
import { countOf } from '../util/count-of.js';
import { counted, countRows, type Deletion, EditRefused, inWords } from './deletion.js';

/** What deleting a domain would do. It is refused for the last one, and while cards or domain groups need it. */
export function domainDeletion(company: Company, domain: string): Deletion {
  const isOnIt = ({ email }: Account): boolean => domainOf(email) === domain;
  const groups = new Set([...company.accounts.values()].flatMap((one) => (isOnIt(one) && one.domainGroupID ? [one.domainGroupID] : [])));
  const cards = countRows(company.domainCards, (card) => card.domain === domain);
  const users = [
    ...counted(cards, 'company card'),
    ...counted(groups.size, 'domain group').map((which) => `${which} with people of this domain (${[...groups].join(', ')})`),
  ];
  const refused =
    company.domains.size === 1
      ? `${domain} can't be deleted: it is the only domain of ${company.name}. Add another one first.`
      : users.length > 0
        ? `${domain} can't be deleted: it is used by ${inWords(users)}. Delete or change them first.`
        : undefined;
  const people = countRows(company.accounts, isOnIt);
  return {
    ...(refused !== undefined && { refused }),
    goes: [
      'its SAML and SCIM settings, and the SCIM token, which stops working',
      ...counted(
        countRows(company.thirdPartyAccess, ({ grantor }) => grantor === domain),
        'grant of access',
        'grants of access',
      ),
    ],
    ...(people > 0 && { stays: `${countOf(people, 'account')} of this domain will stay, but the company will no longer own the domain.` }),
  };
}

/** Throws EditRefused. The caller has the world commit the transaction. */
export function deleteDomain(company: Company, domain: string): Transaction {
  const { refused } = domainDeletion(company, domain);
  if (refused !== undefined) throw new EditRefused(refused);
  const transaction = company.begin();
  for (const { grantor, granteeID } of company.thirdPartyAccess.values())
    if (grantor === domain) transaction.thirdPartyAccess.remove(`${grantor}/${granteeID}`);
  transaction.domains.remove(domain);
  return transaction;
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1);
}
