import type { z } from 'zod';
import { readJson } from '../../util/read-json.js';
import {
  AuthenticationError,
  type ErrorDetails,
  type ExpensifyError,
  MalformedAnswerError,
  PermissionError,
  RateLimitedError,
  ServerError,
} from '../errors.js';
import { quoteStart } from '../read-envelope.js';
import type { Scrub } from '../scrub.js';
import type { HttpAnswer } from '../send.js';
import { scimErrorBody } from './resources.js';
import { ScimError } from './scim-error.js';

/** Why a request failed, before its URL and the number of attempts are known. */
export interface ScimFailure {
  readonly message: string;
  toError(message: string, details: ErrorDetails): ExpensifyError;
}

type Kind = new (message: string, details: ErrorDetails) => ExpensifyError;

/** Reads a response with its schema. An empty body is `undefined` to the schema. */
export function readScim<T>(
  { httpStatus, text }: HttpAnswer,
  schema: z.ZodType<T>,
  scrub: Scrub,
): { readonly value: T } | { readonly failure: ScimFailure } {
  const isEmpty = text.trim() === '';
  const body = isEmpty ? undefined : readJson(text);
  const refusal = scimErrorBody.safeParse(body);
  if (refusal.success) return { failure: refused(refusal.data, httpStatus, scrub) };
  if (httpStatus > 299 || (!isEmpty && body === undefined)) return { failure: notScim(httpStatus, scrub(text)) };
  const result = schema.safeParse(body);
  if (result.success) return { value: result.data };
  const path = result.error.issues[0]?.path.join('.') || 'the body';
  return { failure: failureOf(MalformedAnswerError, `HTTP ${httpStatus}, but ${path} is missing or not valid`) };
}

export function failureOf(Kind: Kind, message: string): ScimFailure {
  return { message, toError: (whole, details) => new Kind(whole, details) };
}

/** The most characters of a server's text that an error quotes. */
const MAX_DETAIL_LENGTH = 500;

function refused(body: z.output<typeof scimErrorBody>, httpStatus: number, scrub: Scrub): ScimFailure {
  // The text is cut after the scrub, which could not find half of a secret.
  const [detail, scimType] = [body.detail, body.scimType].map((text) =>
    text === undefined ? text : scrub(text).slice(0, MAX_DETAIL_LENGTH),
  );
  const named = Number(body.status);
  const status = Number.isInteger(named) && named >= 400 && named <= 599 ? named : httpStatus;
  const type = scimType === undefined ? '' : ` ${scimType}`;
  return {
    message: `${status}${type}: ${detail?.replace(/\.$/, '') ?? 'no detail'}${adviceOn(status)}`,
    toError: (whole, details) => new ScimError(whole, { ...details, status, scimType, detail }),
  };
}

/** A response that is not SCIM, such as the page of a proxy. */
function notScim(httpStatus: number, text: string): ScimFailure {
  const message = `HTTP ${httpStatus} with ${quoteStart(text)}`;
  const kinds: Readonly<Record<number, Kind>> = { 401: AuthenticationError, 403: PermissionError, 429: RateLimitedError };
  const Kind = kinds[httpStatus] ?? (httpStatus >= 500 ? ServerError : MalformedAnswerError);
  const advice =
    Kind === MalformedAnswerError ? '. Check that scim.url is a SCIM base URL and that SCIM is enabled there' : adviceOn(httpStatus);
  return failureOf(Kind, `${message}, which is not a SCIM response${advice}`);
}

function adviceOn(status: number): string {
  return status === 401 ? '. Check scim.token' : '';
}
