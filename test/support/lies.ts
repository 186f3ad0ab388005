import { serve } from './serve.js';

/** Wrong behaviour of an endpoint. Each lie changes some responses of an emulator, like a proxy in front of it. */

export interface Said {
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
}

export interface Asked {
  /** The job as sent, or `{}`. */
  readonly job: any;
}

export interface Lie {
  readonly kind: string;
  /** The id of an interaction that must notice. */
  readonly shownBy: string;
  /** The request that is sent to the emulator instead. */
  readonly ask?: (job: any) => any;
  /** The changed response. It is created for each run, so that a lie can have state. */
  readonly tell: () => (said: Said, asked: Asked) => Said;
}

const MAIN = 'A1B2C3D4E5F60001';
const nameOf = (job: any): string => `${job.type} ${job.inputSettings?.type}`;
const isUpdate = (job: any): boolean => nameOf(job) === 'update employees';

/** Changes responses that are JSON objects. */
const inBody =
  (change: (body: any, job: any) => void): Lie['tell'] =>
  () =>
  (said, { job }) => {
    const body = read(said.text);
    if (body === undefined) return said;
    change(body, job);
    return { ...said, text: JSON.stringify(body) };
  };

const always =
  (change: (said: Said, asked: Asked) => Partial<Said>): Lie['tell'] =>
  () =>
  (said, asked) => ({ ...said, ...change(said, asked) });

export const LIES: readonly Lie[] = [
  {
    kind: 'a wrong responseCode on failure',
    shownBy: 'policy-no-ids',
    tell: inBody((body) => {
      if (body.responseCode === 410) body.responseCode = 400;
    }),
  },
  {
    kind: 'a missing key',
    shownBy: 'employees-recorded-create',
    tell: inBody((body) => {
      delete body.securityGroupEmployeesMap;
    }),
  },
  {
    kind: 'an extra key',
    shownBy: 'employees-recorded-create',
    tell: inBody((body, job) => {
      if (isUpdate(job)) body.status = 'ok';
    }),
  },
  {
    kind: 'a wrong type',
    shownBy: 'list-recorded-keys',
    tell: inBody((body) => {
      for (const policy of body.policyList ?? []) policy.ownerAccountID = String(policy.ownerAccountID);
    }),
  },
  {
    kind: 'the value of another policy',
    shownBy: 'list-demo-policies',
    tell: inBody((body) => {
      const [first, second] = body.policyList ?? [];
      if (second !== undefined) second.outputCurrency = first.outputCurrency;
    }),
  },
  {
    kind: 'a byte order mark',
    shownBy: 'form-urlencoded',
    tell: always(({ text }) => ({ text: `\uFEFF${text}` })),
  },
  {
    kind: 'the same requestID for every update',
    shownBy: 'employees-recorded-terminate',
    tell: inBody((body) => {
      if (body.requestID !== undefined) body.requestID = 'Lw6kdb';
    }),
  },
  {
    kind: 'a wrong content type for one job only',
    shownBy: 'policy-only-employees',
    tell: always(({ contentType }, { job }) => ({ contentType: nameOf(job) === 'get policy' ? 'text/html' : contentType })),
  },
  {
    kind: 'HTTP 400 for a failure',
    shownBy: 'policy-no-ids',
    tell: always(({ status, text }) => ({ status: status === 200 && read(text)?.responseCode === 410 ? 400 : status })),
  },
  {
    kind: 'stale reads',
    shownBy: 'employees-recorded-create',
    // The responses for the demo company before any change.
    tell: () => {
      let fresh: string | undefined;
      return (said, { job }) => {
        if (nameOf(job) !== 'get policy') return said;
        fresh ??= said.text.replace(/,?\{[^{}]*johndoe@test\.com[^{}]*\}/g, '');
        return { ...said, text: fresh };
      };
    },
  },
  {
    kind: 'an update that returns 200 and does nothing',
    shownBy: 'employees-recorded-create',
    ask: (job) => (isUpdate(job) ? { ...job, 'dry-run': true } : job),
    tell: inBody((body) => {
      delete body['dry-run'];
    }),
  },
  {
    kind: 'truncated lists',
    shownBy: 'employees-recorded-create',
    tell: inBody((body) => {
      const employees = body.policyInfo?.[MAIN]?.employees;
      if (employees !== undefined) body.policyInfo[MAIN].employees = employees.slice(-10);
    }),
  },
  {
    kind: 'skipped people that are not reported',
    shownBy: 'skip-manager-documented',
    tell: inBody((body) => {
      delete body.skippedEmployees;
    }),
  },
  {
    kind: 'a reason in other words',
    shownBy: 'wrong-secret',
    tell: inBody((body) => {
      if (body.responseMessage !== undefined) body.responseMessage = 'Something went wrong';
    }),
  },
  {
    kind: 'a dry run that writes',
    shownBy: 'dry-run',
    ask: (job) => (isUpdate(job) ? { ...job, 'dry-run': false } : job),
    tell: inBody((body) => {
      if (body['dry-run'] === false) body['dry-run'] = true;
    }),
  },
];

/** A `fetch` that applies a lie to the responses of `fetchFrom`. Without a lie it is an honest proxy. */
export function lyingFetch(fetchFrom: typeof fetch, lie?: Lie): typeof fetch {
  const tell = lie?.tell();
  return async (input, init) => {
    const form = new URLSearchParams(typeof init?.body === 'string' ? init.body : '');
    const job = read(form.get('requestJobDescription') ?? '') ?? {};
    if (lie?.ask !== undefined && job.type !== undefined) form.set('requestJobDescription', JSON.stringify(lie.ask(job)));
    const response = await fetchFrom(input, lie?.ask === undefined ? init : { ...init, body: form.toString() });
    if (tell === undefined) return response;
    const contentType = response.headers.get('content-type');
    const said = tell({ status: response.status, contentType, text: await response.text() }, { job });
    const headers = new Headers(response.headers);
    headers.set('content-type', said.contentType ?? '');
    headers.delete('content-length');
    return new Response(said.text, { status: said.status, headers });
  };
}

/** The same with its own socket: a URL that forwards to `endpoint`. */
export async function lyingProxy(endpoint: string, lie?: Lie): Promise<string> {
  const forward = lyingFetch(fetch, lie);
  return serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const { search } = new URL(request.url ?? '/', endpoint);
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const answer = await forward(endpoint + search, { method: 'POST', headers, body });
    // fetch has decoded the body, so it is forwarded without an encoding.
    const passed = [...answer.headers].filter(([name]) => !['content-encoding', 'content-length', 'transfer-encoding'].includes(name));
    response.writeHead(answer.status, Object.fromEntries(passed)).end(Buffer.from(await answer.arrayBuffer()));
  });
}

function read(text: string): any {
  try {
    const body = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : undefined;
  } catch {
    return undefined;
  }
}
