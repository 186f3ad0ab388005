import type { CardExpenses } from '../../emulator/exports/card/card-rows.js';
import type { Company } from '../../emulator/world/company.js';
import type { Expense } from '../../emulator/world/entities/expense.js';
import { STRIDE, type Work } from '../../runtime/slices.js';
import type { ReconciliationInput } from './definition.js';

const ALL_FEEDS = 'export_all_feeds';

/** The cards of a domain with their matching expenses. A card without matching expenses is left out. */
export function* chooseCards(company: Company, { inputSettings }: ReconciliationInput): Work<CardExpenses[]> {
  const { domain, feed = ALL_FEEDS, startDate, endDate, type } = inputSettings;
  const isWanted = ({ posted, created, reportID }: Expense): boolean => {
    const day = posted ?? created;
    return day >= startDate && day <= endDate && (type === 'All' || reportID === undefined);
  };
  const chosen: CardExpenses[] = [];
  let steps = 0;
  for (const card of company.domainCards.list('domain', domain.toLowerCase())) {
    if (feed !== ALL_FEEDS && card.feed !== feed) continue;
    const expenses: Expense[] = [];
    for (const expense of company.expenses.list('cardID', card.cardID)) {
      if (++steps % STRIDE === 0) yield STRIDE;
      if (isWanted(expense)) expenses.push(expense);
    }
    if (expenses.length > 0) chosen.push({ card, expenses });
  }
  return chosen;
}
