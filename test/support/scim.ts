import { expect } from 'vitest';
import type { Emulator, EmulatorOptions } from '../../src/index.js';
import { SCIM_SCHEMAS } from '../../src/protocol/scim/operations.js';
import { createTestEmulator } from './emulator.js';

/** Account numbers of the demo company. */
export const ED = '18558435';
export const SUE = '18558439';
export const ED_EMAIL = 'ed.engineer@acme.example';

/** An emulator with SCIM enabled. */
export function createScimEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  return createTestEmulator({ scim: true, ...options });
}

export interface ScimReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined for a text that is not JSON. */
  readonly body: any;
}

export interface ScimQuestion {
  /** An object is sent as JSON, a string unchanged. */
  readonly body?: unknown;
  /** The whole header; default: Bearer and the emulator's own token. Null for none. */
  readonly authorization?: string | null;
  readonly contentType?: string;
}

/** @example await ask(emulator, 'GET', '/Users?count=1') */
export async function ask(emulator: Emulator, method: string, path: string, question: ScimQuestion = {}): Promise<ScimReply> {
  const { body, authorization = `Bearer ${emulator.scim?.token}`, contentType = 'application/scim+json' } = question;
  const headers = {
    ...(authorization !== null && { authorization }),
    ...(body !== undefined && { 'content-type': contentType }),
  };
  const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const url = new URL(`/scim/v2${path}`, emulator.endpoint);
  const response = await emulator.fetch(url, { method, headers, ...(sent !== undefined && { body: sent }) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parse(text) };
}

/** The requests of Okta's catalogue client. */
export function setActive(emulator: Emulator, id: string, active: unknown, question: ScimQuestion = {}): Promise<ScimReply> {
  return patch(emulator, id, [{ op: 'replace', value: { active } }], question);
}

export function patch(emulator: Emulator, id: string, operations: unknown, question: ScimQuestion = {}): Promise<ScimReply> {
  const body = { schemas: [SCIM_SCHEMAS.patchOp], Operations: operations };
  return ask(emulator, 'PATCH', `/Users/${id}`, { ...question, body });
}

/** Whether a person can sign in, according to SCIM. */
export async function isActive(emulator: Emulator, id: string): Promise<boolean> {
  return (await ask(emulator, 'GET', `/Users/${id}`)).body.active;
}

/** An Error as defined in RFC 7644, section 3.12. */
export const scimError = (status: number, scimType?: string): object => ({
  schemas: [SCIM_SCHEMAS.error],
  ...(scimType !== undefined && { scimType }),
  detail: expect.stringMatching(/./),
  status: String(status),
});

function parse(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
