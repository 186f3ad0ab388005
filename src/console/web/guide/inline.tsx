import type { ComponentChildren } from 'preact';
import { guideLink } from './guide-link.js';

const PARTS = /(`[^`]+`|\*\*[^*]+\*\*|!?\[[^\]]*\]\([^)\s]+\))/;

/** A line of the docs: code, bold words and links. `page` is the page that it is on, for its relative links. */
export function Inline({ text, page }: { text: string; page: string }) {
  return <>{text.split(PARTS).map((part) => partOf(part, page))}</>;
}

function partOf(part: string, page: string): ComponentChildren {
  if (part.startsWith('`')) return <code>{part.slice(1, -1)}</code>;
  if (part.startsWith('**')) return <strong>{part.slice(2, -2)}</strong>;
  const link = /^(!?)\[(.*)\]\((.*)\)$/.exec(part);
  if (link === null) return part;
  const [, mark, words, target = ''] = link;
  // The console shows no pictures of other hosts.
  if (mark === '!') return '';
  const href = hrefOf(target, page);
  return href === undefined ? words : <a href={href}>{words}</a>;
}

/** Links to other pages of the docs stay in the console. Undefined for what it can't show. */
function hrefOf(target: string, page: string): string | undefined {
  if (/^https?:\/\//.test(target)) return target;
  const { pathname, hash } = new URL(target, `https://docs.invalid/${page}.md`);
  const known = /^\/((?:guide|reference|reference\/jobs)\/[a-z0-9-]+)\.md$/.exec(pathname)?.[1];
  return known === undefined ? undefined : guideLink(known + hash);
}
