import type { UpdateResult } from '../../client/update-result.js';
import { createClock } from '../../runtime/clock.js';
import type { Plan } from '../plan/plan.js';
import type { Batch } from './batches.js';
import type { Memberships } from './people-lists.js';
import type { ReceiptStore } from './receipt.js';
import type { ReceiptEvent } from './receipt-events.js';
import { type Run, runsOf } from './runs.js';

/** The receipt of a plan that is being applied: reads the known events, and adds new ones. */
export interface Journal {
  /** True if this plan was already finished. */
  readonly isFinished: boolean;
  /** The runs that count for this plan: its own, and interrupted ones that it continues. */
  runs(): Run[];
  start(): void;
  accept(differences: readonly string[]): void;
  /** Returns the request's number. */
  send(batch: Batch, expected: Memberships): number;
  confirm(request: number, result: UpdateResult, members: Memberships): void;
  confirmByReading(request: number, records: readonly Readonly<Record<string, unknown>>[], members: Memberships): void;
  finish(): void;
}

/** Reads a receipt. Throws ReceiptError. */
export function openJournal({ id: planID, hash: planHash, url }: Plan, store: ReceiptStore): Journal {
  const events = [...store.load()];
  const append = (event: ReceiptEvent): void => {
    store.append(event);
    events.push(event);
  };
  const isOwn = ({ started }: Run): boolean => started.planID === planID && started.url === url;
  return {
    isFinished: runsOf(events).some((run) => isOwn(run) && run.finished !== undefined),
    runs: () => {
      const all = runsOf(events).filter(({ started }) => started.url === url);
      const chain = new Set(chainOf(all, isOwn));
      return all.filter((run) => chain.has(run) || isOwn(run));
    },
    start: () => {
      const last = runsOf(events).at(-1);
      if (last === undefined || !isOwn(last)) append({ event: 'started', at: now(), version: 2, url, planID, planHash });
    },
    accept: (differences) => append({ event: 'accepted', at: now(), differences: [...differences] }),
    send: (batch, { added, removed }) => {
      const request = events.filter(({ event }) => event === 'sent').length + 1;
      const records = batch.map((record) => Object.fromEntries(Object.entries(record)));
      append({ event: 'sent', at: now(), request, records, adds: added, removes: removed });
      return request;
    },
    confirm: (request, { requestIDs, updatedEmployeesCount, failedPolicies, skipped }, { added, removed }) => {
      const answer = { requestIDs: [...requestIDs], updatedEmployeesCount, failedPolicies: [...failedPolicies], skipped: [...skipped] };
      append({ event: 'confirmed', at: now(), request, ...answer, added, removed });
    },
    confirmByReading: (request, records, { added, removed }) =>
      append({ event: 'confirmed-by-reading', at: now(), request, records: [...records], added, removed }),
    finish: () => append({ event: 'finished', at: now() }),
  };
}

/** A plan's runs and the interrupted ones before them: from the last finished run to the plan's own end. */
function chainOf(runs: readonly Run[], isOwn: (run: Run) => boolean): readonly Run[] {
  const isFinished = ({ finished }: Run): boolean => finished !== undefined;
  const own = runs.findLastIndex((run) => isOwn(run) && isFinished(run));
  const upTo = own === -1 ? runs : runs.slice(0, own);
  return runs.slice(upTo.findLastIndex(isFinished) + 1, own === -1 ? undefined : own + 1);
}

function now(): string {
  return new Date(createClock().now()).toISOString();
}
