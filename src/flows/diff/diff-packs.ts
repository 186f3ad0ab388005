import { type FlowText, loadFlow } from '../export/load-flow.js';
import { type Flow, isPack, type Pack, type TableDefinition } from '../export/model.js';
import { diffCards, sizeOfFlow } from './diff-cards.js';
import { match } from './match.js';
import type { Change, FlowDiff, PackDiff, TableDiff } from './pack-diff.js';
import { withoutSecrets } from './without-secrets.js';

type From = string | FlowText | object;

/**
 * Compares two exports card by card. Flows, cards and tables are matched by UUID, and by name where the UUIDs
 * differ, as in a copy. Secrets are removed. Throws FlowFileError if a file is not an export.
 * @example (await diffFlows('old.flow', 'new.flow')).flows.map(({ kind, name }) => `${kind} ${name}`)
 */
export async function diffFlows(before: From, after: From): Promise<PackDiff> {
  const packs = [isPack(before) ? before : loadFlow(before), isPack(after) ? after : loadFlow(after)] as const;
  return withoutSecrets({ flows: flowDiffs(packs), tables: tableDiffs(packs) }, packs);
}

function flowDiffs(packs: readonly [Pack, Pack]): readonly FlowDiff[] {
  const [before, after] = packs;
  const { afterOf, added, removed } = match(
    [...before.flows.values()],
    [...after.flows.values()],
    [({ uuid }) => uuid, ({ name }) => name],
  );
  const alone =
    (kind: 'added' | 'removed') =>
    (flow: Flow): FlowDiff => ({
      kind,
      name: flow.name,
      size: sizeOfFlow(flow),
      changes: [],
      cards: [],
    });
  const changed = [...afterOf].flatMap(([old, now]): readonly FlowDiff[] => {
    const cards = diffCards(old, now, packs);
    const changes = [...changeOf('name', old.name, now.name), ...changeOf('schedule', shownSchedule(old), shownSchedule(now))];
    if (cards.length + changes.length === 0) return [];
    return [{ kind: 'changed', name: now.name, size: sizeOfFlow(now), changes, cards }];
  });
  return [...changed, ...added.map(alone('added')), ...removed.map(alone('removed'))];
}

function changeOf(what: string, before: string | undefined, after: string | undefined): Change[] {
  return before === after ? [] : [{ what, before, after }];
}

function shownSchedule({ isScheduled, cron }: Flow): string | undefined {
  return isScheduled ? JSON.stringify(cron ?? {}) : undefined;
}

function tableDiffs([before, after]: readonly [Pack, Pack]): readonly TableDiff[] {
  const tables = match([...before.tables.values()], [...after.tables.values()], [({ uuid }) => uuid, ({ name }) => name]);
  const columns = (table: TableDefinition): Change[] => table.columns.map(({ name, type }) => ({ what: `column '${name}'`, after: type }));
  return [
    ...tables.pairs.flatMap(([old, now]): TableDiff[] => {
      const changes = [...changeOf('name', old.name, now.name), ...columnChanges(old, now)];
      return changes.length === 0 ? [] : [{ kind: 'changed', name: now.name, changes }];
    }),
    ...tables.added.map((table): TableDiff => ({ kind: 'added', name: table.name, changes: columns(table) })),
    ...tables.removed.map(({ name }): TableDiff => ({ kind: 'removed', name, changes: [] })),
  ];
}

function columnChanges(before: TableDefinition, after: TableDefinition): Change[] {
  const names = [...new Set([...before.columns, ...after.columns].map(({ name }) => name))];
  const typeIn = ({ columns }: TableDefinition, wanted: string): string | undefined => columns.find(({ name }) => name === wanted)?.type;
  return names.flatMap((name) => changeOf(`column '${name}'`, typeIn(before, name), typeIn(after, name)));
}
