import { jsonOrText } from '../../util/read-json.js';
import type { FlowResult } from '../engine/result.js';
import { decodedFields } from '../network/decode-request.js';
import type { FlowRequest } from '../network/network.js';
import type { CaseEmulator } from './case-emulator.js';
import { type SkippedEmployee, skippedIn } from './skipped-in.js';

/** A run as expectations see it; the keys are those of `expect`. */
export interface Seen {
  readonly status: FlowResult['status'];
  readonly message: string | undefined;
  readonly error: { readonly message: string; readonly code?: number | string; readonly card?: string } | undefined;
  readonly output: FlowResult['output'];
  readonly requests: readonly SeenRequest[];
  readonly emails: FlowResult['mail'];
  readonly tables: FlowResult['tables'];
  /** By policy id. */
  readonly members: SeenMembers;
  /** Codes, sorted, without repeats. */
  readonly advisories: readonly string[];
  readonly skipped: readonly SkippedEmployee[];
}

/** A request with decoded fields. */
export interface SeenRequest {
  readonly card: string;
  readonly method: string;
  readonly url: string;
  readonly host: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly job?: unknown;
  readonly data?: unknown;
  readonly form: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly status?: number;
  readonly responseCode?: number;
  readonly response?: unknown;
  readonly error?: string;
  readonly advisories: readonly string[];
}

export type SeenMembers = ReadonlyMap<string, { readonly name: string; readonly byEmail: Readonly<Record<string, unknown>> }>;

/** The results to compare after a run. */
export function toSeen(result: FlowResult, emulator: Pick<CaseEmulator, 'snapshot'>): Seen {
  const { status, message, error, output, requests, mail, tables } = result;
  let decoded: readonly SeenRequest[] | undefined;
  let members: SeenMembers | undefined;
  const advisories = requests.flatMap((request) => request.advisories.map(({ code }) => code));
  return {
    status,
    message,
    error: error && {
      message: error.message,
      ...(error.code !== undefined && { code: error.code }),
      ...(error.card !== undefined && { card: error.card.title }),
    },
    output,
    // Only decoded and looked up if the case expects something: there may be thousands of requests and members.
    get requests() {
      decoded ??= requests.map(toSeenRequest);
      return decoded;
    },
    emails: mail,
    tables,
    get members() {
      members ??= membersOf(emulator);
      return members;
    },
    advisories: [...new Set(advisories)].toSorted(),
    skipped: skippedIn(result),
  };
}

export function toSeenRequest(request: FlowRequest): SeenRequest {
  const { card, method, url, headers, body, response, responseCode, error, advisories } = request;
  const form = Object.fromEntries(Object.entries(decodedFields(request)).map(([name, text]) => [name, jsonOrText(text)]));
  const place = URL.canParse(url) ? new URL(url) : undefined;
  return {
    card,
    method,
    url,
    host: place?.host ?? '',
    path: place?.pathname ?? '',
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    ...(form.requestJobDescription !== undefined && { job: form.requestJobDescription }),
    ...(form.data !== undefined && { data: form.data }),
    form,
    body: jsonOrText(body),
    ...(response !== undefined && { status: response.status, response: jsonOrText(response.body) }),
    ...(responseCode !== undefined && { responseCode }),
    ...(error !== undefined && { error }),
    advisories: advisories.map(({ code }) => code),
  };
}

function membersOf(emulator: Pick<CaseEmulator, 'snapshot'>): SeenMembers {
  const policies = emulator.snapshot().companies.flatMap((company) => company.policies);
  return new Map(
    policies.map(({ id, name, members }) => [id, { name, byEmail: Object.fromEntries(members.map((member) => [member.email, member])) }]),
  );
}
