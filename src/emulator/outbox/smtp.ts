import type { SendMail } from './outbox.js';

/** A mail server that does not answer is given up after this long. */
const TIMEOUT_MS = 10_000;

/** Sends through an SMTP server, e.g. `smtp://127.0.0.1:1025`. nodemailer is loaded with the first mail. */
export function createSmtpSender(url: string): SendMail {
  const transport = lazily(async () => {
    const { createTransport } = await import('nodemailer');
    return createTransport({ url, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS });
  });
  return async ({ from, to, subject, text }) => {
    // Never a file or a URL as content: what a mail says comes from a request.
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
