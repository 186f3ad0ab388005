import { hash32 } from '../../../runtime/random.js';
import type { Expense } from '../../world/entities/expense.js';
import { type Attribute, attributesFrom, NO_CONTENT } from '../shape.js';
import { PUBLIC_TEMPLATES, SCRIPT } from '../sources.js';
import { codesOf, isModified, receiptURL } from './expense-parts.js';

const shared = { isOptional: true, except: { assumed: 'the value' } } as const;
const ofScript = attributesFrom<Expense>('observed', SCRIPT, shared);
const ofTemplates = attributesFrom<Expense>('observed', PUBLIC_TEMPLATES, shared);

/** Attributes that are not in the reference but are read by working templates. */
export const UNDOCUMENTED: readonly Attribute<Expense>[] = [
  ofScript('modified', 'boolean', 'Amount, merchant or date was edited.', isModified),
  ofScript('unverified', 'boolean', 'Not verified; always false here.', () => false),
  ofScript('cardID', 'number', 'Id of the card.', ({ cardID }) => cardID),
  ofScript('cardNumber', 'text', 'Masked number of the card.', (expense, view) => view.cardOf(expense)?.cardNumber),
  ofTemplates('cardName', 'text', 'Name of the card.', (expense, view) => view.cardOf(expense)?.cardName),
  ofScript('details', 'text', 'Always empty here.', () => undefined),
  ofScript('externalID', 'text', 'External id.', ({ externalID }) => externalID),
  ofScript('transactionHash', 'text', 'A hash of the expense.', ({ transactionID }) => hash32(transactionID).toString(16).padStart(8, '0')),
  ofTemplates('posted', 'date', 'Day on which the bank posted it.', ({ posted }) => posted),
  ofTemplates('receiptURL', 'url', 'Page of the receipt.', receiptURL),
  ofTemplates('receiptUrl', 'url', 'The same as receiptURL.', receiptURL),
  ofTemplates('policyName', 'text', 'Name of the policy of the report.', (expense, { rows, reportOf }) => {
    const policyID = reportOf(expense)?.policyID;
    return policyID === undefined ? undefined : rows.policies.get(policyID)?.name;
  }),
  ofTemplates('description', 'free-text', 'The same as comment.', ({ comment }) => comment),
  ofTemplates(
    'tagGLCode',
    'text',
    'The same as tagGlCode of a tag with one level.',
    (expense, view) => codesOf(expense, view).tagLevels[0]?.get(expense.tag) ?? '',
  ),
  ofTemplates(
    'nameValuePairs',
    'hash',
    'Further values. Templates read `source` (`split`) and `surcharge`; always without content here.',
    () => NO_CONTENT,
    { shape: 'nameValuePairs' },
  ),
];
