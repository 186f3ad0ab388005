import type { ScimAnswerName } from '../../protocol/scim/answers.js';
import type { ScimOperation } from '../../protocol/scim/operations.js';
import type { Work } from '../../runtime/slices.js';
import type { WireRequest } from '../wire/message.js';
import type { Company, Transaction } from '../world/company.js';
import type { UserScope } from './users.js';

/** The input of an operation. */
export interface ScimContext {
  readonly request: WireRequest;
  readonly company: Company;
  readonly scope: UserScope;
  /** The id that the path ends with, or "". */
  readonly id: string;
  readonly query: URLSearchParams;
  /** `http://127.0.0.1:4310/scim/v2` */
  readonly base: string;
  /** True when POST creates users. */
  readonly isFull: boolean;
  /** Commits, and records the changes for the journal. */
  commit(transaction: Transaction): void;
  /** Called with each attribute that a PUT tries to change and can't. */
  ignored(attribute: string): void;
}

export interface ScimResult {
  readonly answer: ScimAnswerName;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A kind of request; see `routes.ts`. Throws ScimError. */
export interface Operation {
  readonly name: ScimOperation;
  /** Waits for the other changes of the company. */
  readonly writes?: true;
  run(context: ScimContext): ScimResult | Work<ScimResult>;
}
