import type { SendMail } from './outbox.js';

/** How long to wait for an SMTP server that does not respond. */
const TIMEOUT_MS = 10_000;

/** Sends through an SMTP server, e.g. `smtp://127.0.0.1:1025`. nodemailer is loaded with the first email. */
export function createSmtpSender(url: string): SendMail {
  const transport = lazily(async () => {
    const { createTransport } = await import('nodemailer');
    return createTransport({ url, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS });
  });
  return async ({ from, to, subject, text }) => {
    // Never use a file or a URL as content: the text of an email comes from a request.
    await (await transport()).sendMail({ from, to: [...to], subject, text, disableFileAccess: true, disableUrlAccess: true });
  };
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
