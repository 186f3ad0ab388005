import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.js';

/** What is shown where nothing is yet: what would be here, and how it gets here. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ComponentChildren }) {
  return (
    <div class="empty none">
      <Icon name={icon} />
      <strong>{title}</strong>
      {children}
    </div>
  );
}
