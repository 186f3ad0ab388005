import type { Tag, TagLevel, Tags } from '../../emulator/world/entities/policy-sections.js';
import { isDependent, tagLevels } from '../../emulator/world/tags.js';
import { jobError } from '../../protocol/define-job.js';
import { STRIDE, type Work } from '../../runtime/slices.js';
import { updatePolicy } from './definition.js';
import type { InlineTags, TagInput } from './sections.js';

/** The levels that stand in the job. Throws `malformed-tags` when they cannot be told apart. */
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

/** A tag that comes twice is the last of them, where the first stood. */
function* distinct(tags: readonly TagInput[]): Work<Tag[]> {
  const byName = new Map<string, Tag>();
  for (const { name, enabled, glCode } of tags) {
    byName.set(name, { name, enabled, glCode });
    if (byName.size % STRIDE === 0) yield STRIDE;
  }
  return [...byName.values()];
}

/**
 * The tags after a merge: a level that is sent takes the place of the one with its name, others stay. Where either side has no
 * name, or depends on its parents, there is one list only, and what is sent takes its place.
 */
export function mergeTags(before: Tags, sent: Tags): Tags {
  const [first] = tagLevels(sent);
  if (first === undefined) return before;
  const isWhole = isDependent(before) || isDependent(sent) || [...tagLevels(before), ...tagLevels(sent)].some(({ name }) => name === '');
  if (isWhole) return sent;
  const levels = new Map([...tagLevels(before), ...tagLevels(sent)].map((level) => [level.name, level]));
  return [...levels.values()];
}
