/** A request as every door passes it to the core. Header names are in lower case. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, e.g. `/Integration-Server/ExpensifyIntegrations?x=1`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Empty if the door refused the request before it had all of the body. */
  readonly body: Uint8Array;
  /** What the door responds without a job, such as 413. */
  readonly refusal?: WireResponse;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** A fault that cuts the connection instead of responding. Each door simulates this in its own way. */
  readonly isReset?: true;
}

/** The first value of a header. */
export function header(request: WireRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : value?.[0];
}

/** A refusal before any job is read: plain text with its own status, as a web server in front of the service would send. */
export function plainText(status: number, sentence: string, headers: Readonly<Record<string, string>> = {}): WireResponse {
  return { status, headers: { 'content-type': 'text/plain;charset=utf-8', ...headers }, body: `${sentence}\n` };
}
