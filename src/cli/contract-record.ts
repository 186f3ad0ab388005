import { existsSync, writeFileSync } from 'node:fs';
import { emulatorProvider } from '../console/emulator-provider.js';
import { loadContracts } from '../contract/load.js';
import { diffTargets } from '../contract/record/diff.js';
import { recordInteraction } from '../contract/record/record.js';
import { tally } from '../contract/report.js';
import { ENDPOINT_PATH, LIVE_BASE_URL } from '../protocol/endpoint.js';
import { createClock } from '../runtime/clock.js';
import { isObject } from '../util/is-object.js';
import { readDataFile } from './read-data-file.js';
import { urlProvider } from './url-provider.js';
import { UsageError } from './usage-error.js';

export interface ContractRecordFlags {
  readonly target: string;
  readonly id: string;
  readonly out?: string;
  readonly allowWrites?: boolean;
}

/** Sends a job to a live service and writes what it answered as an interaction, with nobody's data in it. Throws UsageError. */
export async function contractRecord(file: string, { target, id, out, allowWrites = false }: ContractRecordFlags): Promise<void> {
  const read = await readDataFile(file);
  if (!isObject(read)) throw new UsageError(`${file} holds no job: it is an object with type and inputSettings, or { job, fields }.`);
  const job = isObject(read.job) ? read.job : read;
  const fields = isObject(read.job) && isObject(read.fields) ? read.fields : {};
  if (out !== undefined && existsSync(out)) throw new UsageError(`--out ${out} is there already: a recording replaces nothing.`);
  const session = await urlProvider(endpointOf(target), allowWrites, process.env).open({});
  if ('cannot' in session) throw new UsageError(session.cannot);
  const day = new Date(createClock().now()).toISOString().slice(0, 10);
  const source = `recorded from ${new URL(session.endpoint).host} on ${day}`;
  const yaml = await recordInteraction(session, { id, job, fields, allowsWrites: allowWrites, source });
  if (out === undefined) process.stdout.write(yaml);
  else writeFileSync(out, yaml);
}

/** Compares a live service with the emulator; 1 when they differ. */
export async function contractDiff({ target, filter = '' }: { readonly target: string; readonly filter?: string }): Promise<number> {
  const live = urlProvider(endpointOf(target), false, process.env);
  const loaded = (await loadContracts()).filter(({ file, interaction }) => `${file} ${interaction.id}`.includes(filter));
  const { compared, notCompared } = await diffTargets(loaded, live, emulatorProvider('in-process'));
  const different = compared.filter(({ differences }) => differences.length > 0);
  for (const { id, differences } of different) process.stdout.write(`${id}\n${differences.map((one) => `  ${one}\n`).join('')}`);
  for (const line of tally('not compared', notCompared)) process.stdout.write(`${line}\n`);
  process.stdout.write(`${compared.length} compared, ${different.length} different, ${notCompared.length} not compared.\n`);
  return different.length > 0 || compared.length === 0 ? 1 : 0;
}

function endpointOf(target: string): string {
  return target === 'live' ? LIVE_BASE_URL + ENDPOINT_PATH : target;
}
