import type { Category, ReportField } from '../../emulator/world/entities/policy-sections.js';
import { newCategory } from '../../emulator/world/entities/policy-sections.js';
import { STRIDE, type Work } from '../../runtime/slices.js';
import type { UpdatePolicyInput } from './definition.js';
import type { CategoryInput, ReportFieldInput } from './sections.js';

/** The categories of a policy after an update, in the order they were added. */
export function mergeCategories(
  before: readonly Category[],
  { action, data }: NonNullable<UpdatePolicyInput['categories']>,
): Work<Category[]> {
  return merge(action === 'merge' ? before : [], data, toCategory);
}

function toCategory(before: Category | undefined, { name, enabled, ...sent }: CategoryInput): Category {
  const { glCode, payrollCode, commentHint, areCommentsRequired, maxExpenseAmount } = sent;
  return {
    ...(before ?? newCategory(name)),
    enabled,
    ...(glCode !== undefined && { glCode }),
    ...(payrollCode !== undefined && { payrollCode }),
    ...(areCommentsRequired !== undefined && { areCommentsRequired }),
    ...(commentHint !== undefined && { commentHint }),
    ...(maxExpenseAmount !== undefined && { maxExpenseAmount }),
  };
}

/** The report fields of a policy after an update. The title stays, because the job has no type for it. */
export function mergeReportFields(
  before: readonly ReportField[],
  { action, data }: NonNullable<UpdatePolicyInput['reportFields']>,
): Work<ReportField[]> {
  return merge(action === 'merge' ? before : before.filter(({ type }) => type === 'formula'), data, toReportField);
}

function toReportField(before: ReportField | undefined, sent: ReportFieldInput): ReportField {
  const { name, type, defaultValue = before?.defaultValue ?? '' } = sent;
  const values: string[] = [];
  const disabledOptions: boolean[] = [];
  const externalIDs: string[] = [];
  for (const value of sent.type === 'dropdown' ? sent.values : []) {
    if (typeof value === 'string') values.push(value);
    else {
      values.push('name' in value ? value.name : value.value);
      disabledOptions.push(!value.enabled);
      externalIDs.push(value.externalID);
    }
  }
  return {
    name,
    type,
    values,
    ...(disabledOptions.includes(true) && { disabledOptions }),
    ...(externalIDs.some((id) => id !== '') && { externalIDs }),
    defaultValue,
  };
}

/** Merges by name, in slices. Existing entries keep their place, and new ones are added at the end. */
function* merge<T extends { readonly name: string }, S extends { readonly name: string }>(
  before: readonly T[],
  data: readonly S[],
  toItem: (before: T | undefined, sent: S) => T,
): Work<T[]> {
  const items = new Map<string, T>();
  let steps = 0;
  for (const item of before) {
    if (++steps % STRIDE === 0) yield STRIDE;
    items.set(item.name, item);
  }
  for (const sent of data) {
    if (++steps % STRIDE === 0) yield STRIDE;
    items.set(sent.name, toItem(items.get(sent.name), sent));
  }
  return [...items.values()];
}
