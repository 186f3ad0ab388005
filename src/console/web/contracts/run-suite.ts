/** The result of one contract test. */
export interface Verdict {
  readonly id: string;
  readonly description: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly problems: readonly string[];
}

/** The page is not drawn again for each of a thousand results. */
const AT_ONCE = 20;

/** Runs the tests that match. `onTotal` and `onVerdicts` hear how far they are. Undefined if the run was cancelled. */
export async function runSuite(
  filter: string,
  signal: AbortSignal,
  onTotal: (total: number) => void,
  onVerdicts: (verdicts: readonly Verdict[]) => void,
): Promise<readonly Verdict[] | undefined> {
  const response = await fetch('/_emulator/contracts/verify', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/x-ndjson' },
    body: JSON.stringify({ filter }),
    signal,
  }).catch(() => undefined);
  if (response?.body == null || !response.ok) {
    if (signal.aborted) return undefined;
    throw new Error('The console did not run the tests.');
  }
  const verdicts: Verdict[] = [];
  let shown = 0;
  for await (const line of linesOf(response.body)) {
    // The console has the same version as this page, so its lines have the expected shapes.
    const read = JSON.parse(line) as Verdict & { readonly total?: number };
    if (read.total !== undefined) onTotal(read.total);
    else verdicts.push(read);
    if (verdicts.length < shown + AT_ONCE) continue;
    shown = verdicts.length;
    onVerdicts([...verdicts]);
  }
  onVerdicts([...verdicts]);
  return verdicts;
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const utf8 = new TextDecoder();
  let rest = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const lines = (rest + utf8.decode(read.value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
