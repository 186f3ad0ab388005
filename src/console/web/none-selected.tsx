import { Empty } from './ui/empty.js';
import type { IconName } from './ui/icon.js';

/** What is beside a list while nothing in it is opened: what to do, and the keys for it. */
export function NoneSelected({ icon, noun }: { icon: IconName; noun: string }) {
  return (
    <Empty icon={icon} title={`Select ${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}.`}>
      <p>
        Press <kbd>j</kbd> and <kbd>k</kbd> to move through the list, <kbd>/</kbd> to search it, and <kbd>?</kbd> to see all keys.
      </p>
    </Empty>
  );
}
