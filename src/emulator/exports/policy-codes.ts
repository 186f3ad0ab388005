import type { Policy } from '../world/entities/policy.js';
import type { Category, Tag, Tax } from '../world/entities/policy-sections.js';
import { joinTagPath, tagLevels } from '../world/tags.js';

type TaxRate = NonNullable<Tax['rates']>[number];

/** What templates look up in a policy, by name. */
export interface PolicyCodes {
  readonly categories: ReadonlyMap<string, Category>;
  /** The GL codes of each level of tags; one level for a flat list. */
  readonly tagLevels: readonly ReadonlyMap<string, string>[];
  /** The GL codes of dependent levels, by path. */
  readonly tagPaths?: ReadonlyMap<string, string>;
  readonly taxRates: ReadonlyMap<string, TaxRate>;
  readonly taxName: string;
}

export const NO_CODES: PolicyCodes = { categories: new Map(), tagLevels: [], taxRates: new Map(), taxName: '' };

export function policyCodesOf({ categories, tags, tax }: Policy): PolicyCodes {
  return {
    categories: new Map(categories.map((category) => [category.name, category])),
    tagLevels: tagLevels(tags).map((level) => glCodesOf(level.tags)),
    ...(!Array.isArray(tags) && { tagPaths: glCodesOf([...tags.tags, ...(tags.parents ?? [])]) }),
    taxRates: new Map((tax.rates ?? []).map((rate) => [rate.rateID, rate])),
    taxName: tax.name ?? '',
  };
}

function glCodesOf(tags: readonly Tag[]): ReadonlyMap<string, string> {
  return new Map(tags.map(({ name, glCode }) => [name, glCode]));
}

/**
 * The levels of a tag in the numbering of templates. A colon in a name is written `\:` in the tag (observed: an HR product's
 * integration, 2026) and plain in its level (assumed).
 * @example tagLevelNames('North:Launch') // ['North', 'Launch']
 */
export function tagLevelNames(tag: string): string[] {
  if (tag === '') return [];
  const levels = [''];
  for (const part of tag.match(/\\:|:|[^:\\]+|\\/g) ?? []) {
    if (part === ':') levels.push('');
    else levels.push(`${levels.pop()}${part === '\\:' ? ':' : part}`);
  }
  return levels;
}

/** The GL code of one level, counted from 1. "" if it has none. */
export function tagGlCode({ tagLevels, tagPaths }: PolicyCodes, tag: string, level: number): string {
  if (tagPaths !== undefined) return tagPaths.get(joinTagPath(tagLevelNames(tag).slice(0, level))) ?? '';
  return tagLevels[level - 1]?.get(tagLevelNames(tag)[level - 1] ?? '') ?? '';
}
