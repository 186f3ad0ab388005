import { Hash, type Value } from '../../templates/values/value.js';
import type { Account } from '../../world/entities/account.js';
import type { Policy } from '../../world/entities/policy.js';
import { accountByLogin, emailOf, memberOf } from '../../world/people.js';
import { readReportID } from '../../world/report-id.js';
import type { ModelView } from '../model-view.js';
import { fieldKey } from '../report/report-parts.js';
import { attributesFrom, defineShape, mapOf } from '../shape.js';
import { RECONCILIATION } from '../sources.js';
import { categoryGlCodeOf } from './card-expense-shape.js';
import type { CardExpenses } from './card-rows.js';
import type { Imports } from './imports.js';

const ofOwner = attributesFrom<Account>('documented', RECONCILIATION, { isOptional: true });

export const cardOwnerShape = defineShape<Account>({ name: 'card owner', meaning: '`cardOwnerData[card.owner]`' }, [
  ofOwner('employeeID', 'text', 'Employee id.', ({ employeeID }) => employeeID),
  ofOwner(
    'mapData',
    'hash',
    'First name, last name and custom fields.',
    ({ firstName, lastName, accountID, primaryPolicyID = '' }, { rows, escape: escaped }) => {
      const { customField1, customField2 } = memberOf(rows, primaryPolicyID, accountID) ?? {};
      const custom = { ...(customField1 !== undefined && { customField1 }), ...(customField2 !== undefined && { customField2 }) };
      return mapOf({ firstName, lastName, ...custom }, escaped);
    },
    { shape: 'mapData', except: { assumed: 'the names of the custom fields' } },
  ),
]);

const ofPolicy = attributesFrom<Policy>('documented', RECONCILIATION);

export const policyDataShape = defineShape<Policy>({ name: 'policy data', meaning: '`reportPolicyData[report.policyID]`' }, [
  ofPolicy('name', 'text', 'Name.', ({ name }) => name),
  ofPolicy('owner', 'text', 'Email address of the owner.', ({ ownerID }, { rows }) => emailOf(rows, ownerID)),
  ofPolicy('outputCurrency', 'text', 'Currency.', ({ outputCurrency }) => outputCurrency),
  ofPolicy('approver', 'text', 'Final approver; always empty here.', () => undefined, {
    isOptional: true,
    except: { assumed: 'the value' },
  }),
  ofPolicy('technicalContact', 'text', 'Technical contact; always empty here.', () => undefined, {
    isOptional: true,
    except: { assumed: 'the value' },
  }),
]);

/** The variables that the imports of a template add. */
export function importedData({ names, reportFields }: Imports, cards: readonly CardExpenses[], view: ModelView): Record<string, Hash> {
  const { rows } = view;
  const expenses = (): CardExpenses['expenses'][number][] => cards.flatMap((card) => card.expenses);
  const data: Record<string, Hash> = {};
  if (names.has('cardOwnerData')) {
    const owners = cards.map(({ card }) => emailOf(rows, card.accountID));
    data.cardOwnerData = lookUp(owners, (email) => {
      const account = accountByLogin(rows, email);
      return account && cardOwnerShape.hash(account, view);
    });
  }
  if (names.has('reportPolicyData')) {
    const ids = expenses().flatMap((expense) => view.reportOf(expense)?.policyID ?? []);
    data.reportPolicyData = lookUp(ids, (id) => {
      const policy = rows.policies.get(id);
      return policy && policyDataShape.hash(policy, view);
    });
  }
  if (names.has('categoryGLCodeMap')) {
    data.categoryGLCodeMap = mapOf(
      Object.fromEntries(expenses().map((expense) => [view.escape(expense.category), categoryGlCodeOf(expense, view)])),
      view.escape,
    );
  }
  if (reportFields.length > 0) data.reportFieldData = reportFieldData(reportFields, view);
  return data;
}

/** By field, then by the id of the report in base 10, as printed by `report.ID?c`. */
function reportFieldData(fields: readonly string[], view: ModelView): Hash {
  const valuesOf = (field: string): Hash =>
    lookUp([], (id) => {
      const values = view.rows.reports.get(readReportID(id) ?? '')?.fields ?? {};
      return Object.hasOwn(values, fieldKey(field)) ? view.escape(values[fieldKey(field)] ?? '') : undefined;
    });
  const byName = new Map(fields.flatMap((field) => [field, fieldKey(field)].map((name) => [name, valuesOf(field)] as const)));
  return Hash.of(byName);
}

function lookUp(keys: readonly string[], get: (key: string) => Value): Hash {
  return new Hash(get, () => [...new Set(keys)]);
}
