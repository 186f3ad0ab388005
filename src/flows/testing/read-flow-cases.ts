import { statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { isObject } from '../../util/is-object.js';
import { loadFlow } from '../export/load-flow.js';
import type { Pack } from '../export/model.js';
import type { OktaAppKind } from '../okta/scim/app-kind.js';
import type { FlowScim } from '../okta/scim/scim-of-run.js';
import { FlowInputError } from '../problem.js';
import { parseStubs } from '../stubs/parse-stubs.js';
import type { Stub } from '../stubs/schema.js';
import { readTableFiles } from '../tables/csv.js';
import type { GivenTables } from '../tables/given-tables.js';
import { FlowCasesError } from './cases-error.js';
import type { WrittenCase, WrittenCases } from './cases-schema.js';
import type { CaseStub, FlowCase } from './flow-case.js';
import { readCasesFile, readNamedFile } from './read-cases-file.js';

type Settings = Omit<WrittenCases, 'cases'>;

/**
 * The cases of one or more cases files (YAML or JSON), in order. An export that several of them name is loaded once.
 * Throws FlowCasesError with file and line, and FlowFileError for an export that can't be read.
 * @example for (const flowCase of readFlowCases('cases.yaml')) test(flowCase.name, () => assertFlowCase(flowCase, { createEmulator }));
 */
export function readFlowCases(files: string | readonly string[]): readonly FlowCase[] {
  const packs = new Map<string, Pack>();
  return [files].flat().flatMap((file) => {
    const { written, lineOf } = readCasesFile(file);
    const { cases, ...shared } = written;
    const reader = new SettingsReader(file, packs);
    const sharedStubs = reader.stubs(shared.stubs, true);
    return cases.map((each, index) => {
      const line = lineOf(['cases', index]);
      return reader.toCase(each, shared, { sharedStubs, line });
    });
  });
}

/** A case from the content of a cases file, which need not exist; other files are relative to its folder. Throws like `readFlowCases`. */
export function toFlowCase(file: string, written: WrittenCase): FlowCase {
  return new SettingsReader(file, new Map()).toCase(written, {}, { sharedStubs: [], line: 1 });
}

function scimOf(scim: true | { readonly app?: OktaAppKind | undefined }): FlowScim {
  return scim === true || scim.app === undefined ? {} : { app: scim.app };
}

/** Reads the files named in the settings of one cases file. */
class SettingsReader {
  readonly #file: string;
  readonly #packs: Map<string, Pack>;
  /** Files already read, by path; cases share them. */
  readonly #read = new Map<string, unknown>();

  constructor(file: string, packs: Map<string, Pack>) {
    this.#file = file;
    this.#packs = packs;
  }

  toCase(written: WrittenCase, shared: Settings, { sharedStubs, line }: { sharedStubs: readonly CaseStub[]; line: number }): FlowCase {
    const { name, input, event, faults = [], expect = {} } = written;
    const { flow, flowName, users, groups, scim = false, seed, clock } = { ...shared, ...written };
    if (flow === undefined) throw new FlowCasesError(`${this.#file}:${line}: case '${name}' has no flow. Add one with flow: FILE.`);
    const tables = { ...this.#tables(shared.tables), ...this.#tables(written.tables) };
    const people = this.#users(users, groups);
    const semantics = { ...shared.semantics, ...written.semantics };
    return {
      name,
      file: this.#file,
      line,
      pack: this.#pack(flow),
      options: {
        ...(flowName !== undefined && { flow: flowName }),
        ...(input !== undefined && { input: this.#object('input', input) }),
        ...(event !== undefined && { event: this.#data(event) }),
        ...(people !== undefined && { users: people }),
        ...(scim !== false && { scim: scimOf(scim) }),
        ...(clock !== undefined && { clock }),
        set: { ...shared.set, ...written.set },
        tables,
        semantics,
      },
      stubs: [...this.stubs(written.stubs, false), ...sharedStubs],
      ...(seed !== undefined && { seed: this.#seed(seed) }),
      faults,
      expect,
    };
  }

  stubs(given: Settings['stubs'], isShared: boolean): CaseStub[] {
    const data = this.#data(given ?? []);
    if (!Array.isArray(data) && !isObject(data)) throw this.#wrong('stubs', given, 'a list of stubs');
    return this.#parsed(data).map((stub, index) => ({ stub, place: `stubs[${index}]`, isShared }));
  }

  #parsed(stubs: unknown): readonly Stub[] {
    try {
      return parseStubs(stubs);
    } catch (error) {
      throw error instanceof FlowInputError ? new FlowCasesError(`${this.#file}: ${error.message}`) : error;
    }
  }

  #pack(flow: string): Pack {
    const path = this.#path(flow);
    const known = this.#packs.get(resolve(path));
    if (known !== undefined) return known;
    const pack = loadFlow(path);
    this.#packs.set(resolve(path), pack);
    return pack;
  }

  #users(users: Settings['users'], groups: Settings['groups']): unknown {
    const people = this.#data(users);
    if (groups === undefined) return people;
    const list = isObject(people) ? people.users : people;
    return { users: list ?? [], groups: this.#data(groups) };
  }

  #tables(given: Settings['tables']): GivenTables {
    if (typeof given !== 'string') return given ?? {};
    const folder = this.#path(given);
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw this.#wrong('tables', given, 'a folder with one CSV file per table');
    return readTableFiles(folder);
  }

  #seed(seed: NonNullable<Settings['seed']>): unknown {
    return typeof seed === 'string' && (seed === 'demo' || seed.startsWith('faker:')) ? seed : this.#object('seed', seed);
  }

  #object(what: string, given: string | Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const data = this.#data(given);
    if (!isObject(data)) throw this.#wrong(what, given, 'an object');
    return data;
  }

  /** A text is a file name. */
  #data(given: unknown): unknown {
    if (typeof given !== 'string') return given;
    const path = this.#path(given);
    if (!this.#read.has(path)) this.#read.set(path, readNamedFile(path));
    return this.#read.get(path);
  }

  #path(name: string): string {
    return isAbsolute(name) ? name : join(dirname(this.#file), name);
  }

  #wrong(what: string, given: unknown, wanted: string): FlowCasesError {
    return new FlowCasesError(`${this.#file}: ${what}: ${typeof given === 'string' ? this.#path(given) : 'the value'} is not ${wanted}.`);
  }
}
