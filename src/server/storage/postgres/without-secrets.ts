import { messageOf } from '../../../util/error-message.js';

/** The message of an error without the password of the URL, which no driver should repeat, but one may. */
export function withoutSecrets(url: string, error: unknown): string {
  const { password, searchParams } = new URL(url);
  const secrets = [password, decodeURIComponent(password), searchParams.get('password') ?? ''].filter((secret) => secret !== '');
  return secrets.reduce((text, secret) => text.replaceAll(secret, '***'), messageOf(error));
}
