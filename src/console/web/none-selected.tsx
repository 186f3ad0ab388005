import { Empty } from './ui/empty.js';
import type { IconName } from './ui/icon.js';

/** Shown next to a list until something in it is opened. Says what to do, and which keys do it. */
export function NoneSelected({ icon, noun }: { icon: IconName; noun: string }) {
  return (
    <Empty icon={icon} title={`Select ${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}.`}>
      <p>
        Press <kbd>j</kbd> and <kbd>k</kbd> to move through the list, <kbd>/</kbd> to search it, and <kbd>?</kbd> to see all keys.
      </p>
    </Empty>
  );
}
