/** Something a request names is not there; the app answers 404 with the message. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
  readonly status = 404;
}
