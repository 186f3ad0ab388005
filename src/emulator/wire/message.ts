/** A request as every door hands it to the spine. Header names are in lower case. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, e.g. `/Integration-Server/ExpensifyIntegrations?x=1`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** A fault that cuts the connection instead of answering: each door does what a cut looks like there. */
  readonly isReset?: true;
}

/** A header's first value. */
export function header(request: WireRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : value?.[0];
}

/** A refusal below the job: plain text under its own status, as a web server in front of the service answers. */
export function plainText(status: number, sentence: string, headers: Readonly<Record<string, string>> = {}): WireResponse {
  return { status, headers: { 'content-type': 'text/plain;charset=utf-8', ...headers }, body: `${sentence}\n` };
}
