import { suggestAside } from '../../util/suggest.js';
import type { Policy } from './entities/policy.js';
import { tagLevels } from './tags.js';

interface Named {
  readonly category?: string | undefined;
  readonly tag?: string | undefined;
}

/** How many unknown names are reported for one request. A request with more uses the names of another policy. */
const MAX_TOLD = 20;

/**
 * Reports each category and tag that a policy does not have, once. The names of a policy are collected once, because a list
 * of 10,000 expenses may meet a policy with 10,000 tags.
 * @example nameCheck((detail) => advise('not-on-policy', detail))(policy, { tag: 'Sale' }) // tag 'Sale' (did you mean Sales?)
 */
export function nameCheck(tell: (detail: string) => void): (policy: Policy, named: Named) => void {
  const namesByPolicy = new Map<string, PolicyNames>();
  const told = new Set<string>();
  return (policy, { category, tag }) => {
    if (told.size >= MAX_TOLD) return;
    const names = namesByPolicy.get(policy.id) ?? namesOf(policy);
    namesByPolicy.set(policy.id, names);
    const sayOnce = (kind: string, name: string, known: Iterable<string>): void => {
      const key = `${policy.id} ${kind} ${name}`;
      if (told.has(key)) return;
      told.add(key);
      tell(`${kind} '${name}'${suggestAside(name, known)}`);
    };
    if (category && category !== 'Uncategorized' && !names.categories.has(category)) sayOnce('category', category, names.categories);
    if (tag && !isTag(names.levels, tag)) sayOnce('tag', tag, names.levels.length === 1 ? (names.levels[0] ?? []) : []);
  };
}

interface PolicyNames {
  readonly categories: ReadonlySet<string>;
  /** One list for a flat list, and for the paths of dependent levels. */
  readonly levels: readonly ReadonlySet<string>[];
}

function namesOf({ categories, tags }: Policy): PolicyNames {
  const levels = tagLevels(tags).map((level) => new Set(level.tags.map(({ name }) => name)));
  return { categories: new Set(categories.map(({ name }) => name)), levels };
}

/** A tag with levels is written as `North:Launch`, with an empty part for a level left out and `\:` for a colon in a name. */
function isTag(levels: readonly ReadonlySet<string>[], tag: string): boolean {
  if (levels.length === 1 && levels[0]?.has(tag) === true) return true;
  const parts = tag.split(/(?<!\\):/).map((part) => part.replaceAll('\\:', ':'));
  return parts.length <= levels.length && parts.every((part, index) => part === '' || levels[index]?.has(part) === true);
}
