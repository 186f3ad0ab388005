import type { DomainCard } from '../../world/entities/domain-card.js';
import { emailOf } from '../../world/people.js';
import { attributesFrom, defineShape } from '../shape.js';
import { RECONCILIATION } from '../sources.js';

const documented = attributesFrom<DomainCard>('documented', RECONCILIATION);

export const cardShape = defineShape<DomainCard>({ name: 'card', meaning: 'A key of `cards`', isBean: true }, [
  documented('ID', 'number', 'Id of the card.', ({ cardID }) => cardID),
  documented('name', 'text', 'Name of the card.', ({ cardName }) => cardName),
  documented('owner', 'text', 'Email address of the cardholder.', ({ accountID }, { rows }) => emailOf(rows, accountID)),
  documented('bank', 'text', 'Bank or feed.', ({ bank }) => bank),
]);
