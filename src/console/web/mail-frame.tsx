import type { SentMail } from '../../emulator/outbox/outbox.js';
import { mailHtml } from './mail-html.js';
import { readTheme } from './shell/theme.js';
import { Quiet } from './ui/text.js';

/** An email as a mail program shows it. The frame runs no scripts, and neither opens links nor sends forms. */
export function MailFrame({ mail }: { mail: SentMail }) {
  const look = { origin: location.origin, theme: readTheme() };
  return (
    <>
      <Quiet>The HTML of the live service is unknown. This is how a mail program shows the text.</Quiet>
      {/* The style sheet is of the same origin, so the frame needs that origin to load it. */}
      <iframe class="report" title="HTML of the email" sandbox="allow-same-origin" srcdoc={mailHtml(mail, look)} />
    </>
  );
}
