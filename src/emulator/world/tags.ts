import type { TagLevel, Tags } from './entities/policy-sections.js';

/** The tag lists of a policy, one for each level. A list without a name has the name "", and dependent levels are one list of paths. */
export function tagLevels(tags: Tags): readonly TagLevel[] {
  if (!Array.isArray(tags)) return [{ ...tags, name: tags.levels.join(':') }];
  const levels: TagLevel[] = [];
  const flat: TagLevel = { name: '', tags: [] };
  for (const one of tags) {
    if ('tags' in one) levels.push(one);
    else flat.tags.push(one);
  }
  return flat.tags.length > 0 ? [flat] : levels;
}

export function isDependent(tags: Tags): boolean {
  return !Array.isArray(tags);
}

/** The only list of a policy whose tags have a single level. Only such tags have approvers. */
export function singleLevel(tags: Tags): TagLevel | undefined {
  const levels = isDependent(tags) ? [] : tagLevels(tags);
  return levels.length === 1 ? levels[0] : undefined;
}

/** @example joinTagPath(['New:York', 'Albany']) // 'New\\:York:Albany' */
export function joinTagPath(names: readonly string[]): string {
  return names.map((name) => name.replaceAll(':', '\\:')).join(':');
}
