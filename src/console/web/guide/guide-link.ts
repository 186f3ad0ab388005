import { hashOf } from '../route.js';

/** The console's page for `reference/advisories#skipped-records`. */
export function guideLink(guide: string): string {
  const [page = '', at] = guide.split('#');
  return `/${hashOf(['guide', ...page.split('/')], { at })}`;
}
