import type { Tag, TagLevel, Tags } from '../../emulator/world/entities/policy-sections.js';
import { isDependent, tagLevels } from '../../emulator/world/tags.js';
import { jobError } from '../../protocol/define-job.js';
import { STRIDE, type Work } from '../../runtime/slices.js';
import { updatePolicy } from './definition.js';
import type { InlineTags, TagInput } from './sections.js';

/** The levels in the job. Throws `malformed-tags` if their names are not unique. */
export function* inlineLevels({ data }: InlineTags): Work<Tags> {
  const levels: TagLevel[] = [];
  const flat: TagInput[] = [];
  for (const one of data) {
    if (one.tags === undefined) flat.push(one);
    else {
      const { name = '', setRequired, tags } = one;
      levels.push({ name, ...(setRequired && { required: true }), tags: yield* distinct(tags) });
    }
  }
  if (flat.length > 0) return yield* distinct(flat);
  const names = new Set(levels.map(({ name }) => name));
  if (names.size < levels.length || (levels.length > 1 && names.has(''))) throw jobError(updatePolicy, 'malformed-tags');
  return levels;
}

/** If a tag is listed twice, the last one counts, in the place of the first. */
function* distinct(tags: readonly TagInput[]): Work<Tag[]> {
  const byName = new Map<string, Tag>();
  for (const { name, enabled, glCode } of tags) {
    byName.set(name, { name, enabled, glCode });
    if (byName.size % STRIDE === 0) yield STRIDE;
  }
  return [...byName.values()];
}

/**
 * The tags after a merge. A level in the request replaces the level of the same name; others stay. If either side has no
 * name, or depends on its parents, there is only one list, and the request replaces it.
 */
export function mergeTags(before: Tags, sent: Tags): Tags {
  const [first] = tagLevels(sent);
  if (first === undefined) return before;
  const isWhole = isDependent(before) || isDependent(sent) || [...tagLevels(before), ...tagLevels(sent)].some(({ name }) => name === '');
  if (isWhole) return sent;
  const levels = new Map([...tagLevels(before), ...tagLevels(sent)].map((level) => [level.name, level]));
  return [...levels.values()];
}
