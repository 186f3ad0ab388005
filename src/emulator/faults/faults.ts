import { JOB_NAMES } from '../../jobs/catalogue.js';
import { type Evidence, weakestEvidence } from '../../protocol/evidence.js';
import { ANY_SCIM_OPERATION, isScimOperation, meansJob, SCIM_NAMES } from '../../protocol/scim/operations.js';
import type { Random } from '../../runtime/random.js';
import { shown } from '../../util/as-text.js';
import { sayIssue } from '../../util/say-issue.js';
import { suggest } from '../../util/suggest.js';
import { UserError } from '../../util/user-error.js';
import { isScimPreset, PRESETS, type Preset } from './presets.js';
import { type FaultInput, type FaultSpec, faultSchema } from './schema.js';

/** An armed fault, and how often it fired. */
export interface ArmedFault extends FaultSpec {
  readonly id: string;
  readonly matched: number;
  readonly fired: number;
}

/** The effect of a fault on one request, with its random values drawn. */
export interface FaultEffect extends Omit<Preset, 'describe' | 'evidence' | 'except' | 'latencyMs'> {
  /** The evidence of the least certain part of the response. A fault without a preset is assumed. */
  readonly evidence: Evidence;
  /** The name of the preset, or the id of a fault without a preset. */
  readonly name: string;
  readonly delayMs: number;
}

export class FaultError extends UserError {
  override readonly name = 'FaultError';
}

/** The armed faults, and the number of the last one. */
export interface KeptFaults {
  readonly armed: readonly ArmedFault[];
  readonly lastID: number;
}

/** What changed: a fault was armed, faults were removed (all of them without `ids`), or requests were counted. */
export type FaultChange =
  | { readonly kind: 'fault-armed'; readonly fault: ArmedFault }
  | { readonly kind: 'faults-removed'; readonly ids?: string[] }
  | { readonly kind: 'fault-counts'; readonly counts: FaultCount[] };
export type FaultCount = [id: string, matched: number, fired: number];

/** Enough for any test. More armed faults mean that a test suite leaks them. */
const MAX_FAULTS = 1000;

export class Faults {
  readonly #random: Random;
  #armed: ArmedFault[] = [];
  #lastID = 0;
  #tell: ((change: FaultChange) => void) | undefined;

  constructor(random: Random) {
    this.#random = random;
  }

  /**
   * Arms a fault and returns it. Throws FaultError if it is invalid.
   * @example faults.add({ preset: 'rate-limited', times: 2 })
   */
  add(input: FaultInput): ArmedFault {
    const spec = parseFault(input);
    if (this.#armed.length >= MAX_FAULTS) throw new FaultError(`${MAX_FAULTS} faults are armed, the maximum. Remove some first.`);
    const fault: ArmedFault = { ...spec, id: `f${++this.#lastID}`, matched: 0, fired: 0 };
    this.#armed.push(fault);
    this.#tell?.({ kind: 'fault-armed', fault });
    return fault;
  }

  /** Only the next matching request fails. @example faults.once('http-503') */
  once(input: FaultInput | keyof typeof PRESETS): ArmedFault {
    return this.add({ ...(typeof input === 'string' ? { preset: input } : input), times: 1 });
  }

  list(): readonly ArmedFault[] {
    return this.#armed;
  }

  /** Disarms one fault and returns whether it existed; or disarms all. */
  remove(id: string): boolean {
    const before = this.#armed.length;
    this.#armed = this.#armed.filter((fault) => fault.id !== id);
    if (this.#armed.length === before) return false;
    this.#tell?.({ kind: 'faults-removed', ids: [id] });
    return true;
  }

  clear(): void {
    this.#armed = [];
    this.#tell?.({ kind: 'faults-removed' });
  }

  /** Starts over: ids begin at f1 again. */
  reset(): void {
    this.clear();
    this.#lastID = 0;
  }

  /** The effect on a request. The first armed fault that matches fires; every fault that matches counts the request. */
  next(job: string, company: string): FaultEffect | undefined {
    if (this.#armed.length === 0) return undefined;
    let firing: ArmedFault | undefined;
    const before = this.#armed;
    this.#armed = before.map((fault) => {
      if (!isFor(fault, job) || (fault.company ?? company) !== company) return fault;
      const counted = { ...fault, matched: fault.matched + 1 };
      const isSpent = fault.times !== undefined && fault.fired >= fault.times;
      if (firing !== undefined || isSpent || (fault.nth !== undefined && fault.nth !== counted.matched)) return counted;
      firing = { ...counted, fired: counted.fired + 1 };
      return firing;
    });
    const effect = firing && this.#effectOf(firing);
    const counted = this.#armed.filter((fault, index) => fault !== before[index]);
    if (counted.length > 0) this.#tell?.({ kind: 'fault-counts', counts: counted.map(({ id, matched, fired }) => [id, matched, fired]) });
    return effect;
  }

  /** Calls `listener` after each change. There is one listener. */
  watch(listener: (change: FaultChange) => void): void {
    this.#tell = listener;
  }

  get kept(): KeptFaults {
    return { armed: this.#armed, lastID: this.#lastID };
  }

  restore({ armed, lastID }: KeptFaults): void {
    this.#armed = [...armed];
    this.#lastID = lastID;
  }

  /** Repeats a change of an earlier run. */
  repeat(change: FaultChange): void {
    if (change.kind === 'fault-armed') {
      this.#armed.push(change.fault);
      this.#lastID = Math.max(this.#lastID, Number(change.fault.id.slice(1)));
    } else if (change.kind === 'faults-removed') {
      const { ids } = change;
      this.#armed = ids === undefined ? [] : this.#armed.filter(({ id }) => !ids.includes(id));
    } else {
      const counts = new Map(change.counts.map(([id, matched, fired]) => [id, { matched, fired }]));
      this.#armed = this.#armed.map((fault) => ({ ...fault, ...counts.get(fault.id) }));
    }
  }

  #effectOf(fault: ArmedFault): FaultEffect {
    const preset: Partial<Preset> = fault.preset === undefined ? {} : PRESETS[fault.preset];
    const merged: FaultSpec = { ...preset, ...fault };
    const { latencyMs = 0 } = merged;
    return {
      ...merged,
      name: fault.preset ?? fault.id,
      evidence: weakestEvidence({ evidence: 'assumed', ...preset }),
      delayMs: typeof latencyMs === 'number' ? latencyMs : this.#random.integer(latencyMs.min, latencyMs.max),
    };
  }
}

const EFFECTS = ['preset', 'responseCode', 'status', 'body', 'contentType', 'latencyMs', 'mangle', 'failedPolicies'] as const;

function parseFault(input: FaultInput): FaultSpec {
  const result = faultSchema().safeParse(input, { error: sayIssue });
  if (!result.success) throw new FaultError(describeProblem(input, result.error.issues));
  if (EFFECTS.every((key) => result.data[key] === undefined)) {
    throw new FaultError(`The fault has no effect. Set one of ${EFFECTS.join(', ')}.`);
  }
  const { job } = result.data;
  if (job !== undefined && !TARGETS.includes(job)) {
    throw new FaultError(`Unknown job '${job.slice(0, 80)}'${suggest(job, TARGETS, `; use one of ${TARGETS.join(', ')}.`)}`);
  }
  if (job !== undefined && isOfScim(result.data) && !isScimOperation(job)) {
    throw new FaultError(
      `The preset '${result.data.preset}' only works for SCIM requests. Set job to scim or one of its operations, or leave it out.`,
    );
  }
  return result.data;
}

/** The names a fault can be armed for. */
const TARGETS = [...JOB_NAMES, ...SCIM_NAMES];

function isOfScim({ preset }: FaultSpec): boolean {
  return preset !== undefined && isScimPreset(preset);
}

/** A fault without a job applies to every job. It applies to SCIM only if its preset is one of SCIM's: the two are different services. */
function isFor(fault: FaultSpec, job: string): boolean {
  const { job: name = isOfScim(fault) ? ANY_SCIM_OPERATION : undefined } = fault;
  return name === undefined ? !isScimOperation(job) : meansJob(name, job);
}

function describeProblem(
  input: FaultInput,
  issues: readonly {
    readonly path: readonly PropertyKey[];
    readonly message: string;
    readonly code?: string;
    readonly keys?: readonly string[];
  }[],
): string {
  const [issue] = issues;
  const path = String(issue?.path[0] ?? '');
  if (path === 'preset') {
    const named = shown(input.preset);
    const known = Object.keys(PRESETS);
    return `Unknown preset '${named.slice(0, 80)}'${suggest(named, known, `; use one of ${known.join(', ')}.`)}`;
  }
  const [key] = issue?.keys ?? [];
  if (key === undefined) return `${path === '' ? 'The fault' : `fault.${path}`} ${issue?.message}.`;
  return `Unknown key '${key}' in the fault${suggest(key, Object.keys(faultSchema().shape))}`;
}
