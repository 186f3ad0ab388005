import type { SentMail } from '../../emulator/outbox/outbox.js';
import { escapeMarkup } from '../../util/escape-markup.js';

const LINK = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)]/g;

export interface Look {
  /** Where the style sheet is. */
  readonly origin: string;
  readonly theme: string;
}

/** The text of an email as a page: its paragraphs, with links marked. All of the text is escaped. */
export function mailHtml({ subject, text }: Pick<SentMail, 'subject' | 'text'>, { origin, theme }: Look): string {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${withLinks(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('');
  const styles = `<link rel="stylesheet" href="${escapeMarkup(origin)}/assets/app.css">`;
  return `<!doctype html><html lang="en" data-theme="${escapeMarkup(theme)}"><title>${escapeMarkup(subject)}</title>${styles}<body class="mail">${paragraphs}</body></html>`;
}

function withLinks(text: string): string {
  let html = '';
  let end = 0;
  for (const { 0: link, index } of text.matchAll(LINK)) {
    html += `${escapeMarkup(text.slice(end, index))}<a href="${escapeMarkup(link)}">${escapeMarkup(link)}</a>`;
    end = index + link.length;
  }
  return html + escapeMarkup(text.slice(end));
}
