import type { StateEntry } from '../../../emulator/storage/entry.js';
import type { StateVersions } from './service-version.js';
import { type PlacedEntry, SERVICE } from './turn.js';

/** What this process has in memory: the epoch, and the version of each scope. */
export class KnownState {
  epoch = 0;
  readonly versions = new Map<string, number>();

  versionOf(scope: string): number {
    return this.versions.get(scope) ?? 0;
  }

  /** Places an entry of this process. Undefined for one that is kept in another way. Throws if it does not follow the version before. */
  place(entry: StateEntry): PlacedEntry | undefined {
    // The state of random numbers is kept by company.
    const { random: _, ...kept } = entry;
    if (kept.kind === 'random') return undefined;
    const scope = kept.kind === 'rows' ? kept.company : SERVICE;
    const version = this.versionOf(scope) + 1;
    if (kept.kind === 'rows' && kept.version !== version)
      throw new Error(`change ${kept.version} of the company ${scope} does not follow change ${version - 1}`);
    this.versions.set(scope, version);
    return { scope, version, json: JSON.stringify(kept) };
  }

  /** True if an entry of another process comes next. False if it is known; an entry after a gap is never next either. */
  isNext({ scope, version }: Pick<PlacedEntry, 'scope' | 'version'>): boolean {
    return version === this.versionOf(scope) + 1;
  }

  /** False if memory is ahead: a change of this process was lost on its way to the database. `scopes` were read under their locks. */
  isKept(scopes: readonly string[], read: readonly Pick<PlacedEntry, 'scope' | 'version'>[]): boolean {
    const versions = new Map(read.map(({ scope, version }) => [scope, version]));
    return scopes.every((scope) => this.versionOf(scope) === (versions.get(scope) ?? 0));
  }

  replaced(): void {
    this.versions.clear();
  }

  /** Takes over the versions of a whole state. */
  become({ service, versions }: StateVersions): void {
    this.versions.clear();
    for (const [company, version] of Object.entries(versions)) this.versions.set(company, version);
    if (service > 0) this.versions.set(SERVICE, service);
  }
}
