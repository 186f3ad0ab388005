import { implement } from '../../emulator/implement.js';
import type { Company } from '../../emulator/world/company.js';
import type { DomainCard } from '../../emulator/world/entities/domain-card.js';
import { emailOf, isDomainAdmin } from '../../emulator/world/people.js';
import { jobError } from '../../protocol/define-job.js';
import { type CardInfo, getDomainCardList } from './definition.js';
import { samples } from './samples.js';

export const runGetDomainCardList = implement(
  getDomainCardList,
  ({ inputSettings: { domain } }, { company, account }) => {
    const name = domain.toLowerCase();
    if (!company.domains.has(name) || !isDomainAdmin(company, account)) throw jobError(getDomainCardList, 'not-domain-admin', { domain });
    const domainCardList = Array.from(company.domainCards.list('domain', name), (card) => describe(company, card));
    return { answer: 'listed', body: { domainCardList } };
  },
  { samples },
);

/** In the order of the reference. */
function describe(company: Company, card: DomainCard): CardInfo {
  const { accountID, bank, cardID, cardName, cardNumber, created, externalEmployeeID, lastImport, lastImportResult } = card;
  return {
    bank,
    cardID,
    cardName,
    cardNumber,
    created,
    email: emailOf(company, accountID),
    externalEmployeeID,
    lastImport,
    lastImportResult,
    reimbursable: card.reimbursable,
    scrapeMinDate: card.scrapeMinDate,
  };
}
