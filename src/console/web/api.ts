interface Init {
  readonly method?: string;
  readonly body?: unknown;
  /** Aborted when the response is no longer needed. */
  readonly signal?: AbortSignal;
}

let deletions = 0;

/** True while something is being deleted. To load it again would be an error. */
export function isDeleting(): boolean {
  return deletions > 0;
}

/** Sends a request to the console's API. Rejects with an Error whose message is the problem's detail. */
export async function ask<T>(path: string, init: Init = {}): Promise<T> {
  if (init.method !== 'DELETE') return send(path, init);
  deletions++;
  try {
    return await send(path, init);
  } finally {
    deletions--;
  }
}

async function send<T>(path: string, init: Init): Promise<T> {
  const { method = init.body === undefined ? 'GET' : 'POST', body, signal } = init;
  const response = await fetch(`/_emulator/${path}`, {
    method,
    ...(signal !== undefined && { signal }),
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(detailOf(text) ?? `HTTP ${response.status}`);
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  // The console has the same version as this page, so its responses have the expected shapes.
  return (isJson ? JSON.parse(text) : text) as T;
}

/** The API path of a company, or of something that belongs to it: `companyPath('acme', 'reports', 'R1')`. */
export function companyPath(...parts: readonly string[]): string {
  return apiPath('companies', ...parts);
}

/** Parts of any text as a path of the API. */
export function apiPath(...parts: readonly string[]): string {
  return parts.map(encodeURIComponent).join('/');
}

function detailOf(text: string): string | undefined {
  try {
    const problem: unknown = JSON.parse(text);
    return typeof problem === 'object' && problem !== null && 'detail' in problem ? String(problem.detail) : undefined;
  } catch {
    return undefined;
  }
}

let source: EventSource | undefined;

/** Calls `listener` when the console announces something new, until the returned function is called. */
export function onNews(event: 'exchange' | 'world', listener: () => void): () => void {
  source ??= new EventSource('/_emulator/events');
  const own = source;
  own.addEventListener(event, listener);
  // Events may have been missed while the connection was down.
  own.addEventListener('open', listener);
  return () => {
    own.removeEventListener(event, listener);
    own.removeEventListener('open', listener);
  };
}

/** Calls `listener` when the connection to the console is made or lost, until the returned function is called. */
export function onConnection(listener: (isLive: boolean) => void): () => void {
  source ??= new EventSource('/_emulator/events');
  const own = source;
  const live = (): void => listener(true);
  const lost = (): void => listener(false);
  own.addEventListener('open', live);
  own.addEventListener('error', lost);
  return () => {
    own.removeEventListener('open', live);
    own.removeEventListener('error', lost);
  };
}
