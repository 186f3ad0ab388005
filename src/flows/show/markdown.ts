import { escapeMarkup } from '../../util/escape-markup.js';

/** Maximum length of a comment on a page. */
const MAX_LENGTH = 20_000;

const INLINE =
  /`([^`\n]{1,500})`|\*\*([^*\n]{1,500})\*\*|\*([^*\s][^*\n]{0,500})\*|(?<!\w)_([^_\s][^_\n]{0,500})_(?!\w)|\[([^\]\n]{1,200})\]\((https?:\/\/[^\s()<>"]{1,2000})\)/g;

/**
 * The Markdown that people write in comments: headings, lists, code, bold, italics, and links to http and https. Everything else,
 * including HTML, is shown as text, so nothing in an export can change the page. A library would parse more and need a sanitiser.
 * @example markdownHtml('Set the **time**') // '<p>Set the <strong>time</strong></p>'
 */
export function markdownHtml(markdown: string): string {
  const lines = markdown.slice(0, MAX_LENGTH).replace(/\r\n?/g, '\n').split('\n');
  const blocks: string[] = [];
  let paragraph: string[] = [];
  let list: { readonly tag: 'ul' | 'ol'; readonly items: string[] } | undefined;
  const close = (): void => {
    if (paragraph.length > 0) blocks.push(`<p>${paragraph.join('<br>')}</p>`);
    if (list !== undefined) blocks.push(`<${list.tag}>${list.items.map((item) => `<li>${item}</li>`).join('')}</${list.tag}>`);
    paragraph = [];
    list = undefined;
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const [, bullet, number, item = ''] = /^\s{0,8}(?:([-*+])|(\d{1,4})[.)])\s+(.*)$/.exec(line) ?? [];
    const [, heading] = /^#{1,6}\s+(.*)$/.exec(line) ?? [];
    if (/^\s*```/.test(line)) {
      close();
      const end = lines.findIndex((other, index) => index > at && /^\s*```/.test(other));
      const code = lines.slice(at + 1, end === -1 ? lines.length : end);
      blocks.push(`<pre tabindex="0">${escapeMarkup(code.join('\n'))}</pre>`);
      at = end === -1 ? lines.length : end;
    } else if (heading !== undefined) {
      close();
      blocks.push(`<p><strong>${inlineHtml(heading)}</strong></p>`);
    } else if (bullet !== undefined || number !== undefined) {
      const tag = bullet === undefined ? 'ol' : 'ul';
      if (list?.tag !== tag) close();
      list ??= { tag, items: [] };
      list.items.push(inlineHtml(item));
    } else if (line.trim() === '') close();
    else {
      if (list !== undefined) close();
      paragraph.push(inlineHtml(line.trim()));
    }
  }
  close();
  return blocks.join('\n');
}

/** One line, without blocks. */
export function inlineHtml(text: string): string {
  let html = '';
  let done = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, bold, star, underscore, label, url] = match;
    html += escapeMarkup(text.slice(done, match.index));
    if (code !== undefined) html += `<code>${escapeMarkup(code)}</code>`;
    else if (bold !== undefined) html += `<strong>${escapeMarkup(bold)}</strong>`;
    else if (label !== undefined && url !== undefined) html += `<a href="${escapeMarkup(url)}" rel="noreferrer">${escapeMarkup(label)}</a>`;
    else html += `<em>${escapeMarkup(star ?? underscore ?? '')}</em>`;
    done = match.index + whole.length;
  }
  return html + escapeMarkup(text.slice(done));
}
