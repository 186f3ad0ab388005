import { suggest } from '../../util/suggest.js';
import { CardError } from './errors.js';
import { ZONE_ABBREVIATIONS } from './zone-abbreviations.js';

/** Names that tutorials for Okta Workflows use and the IANA database lacks. That they mean these zones is assumed. */
const ALIASES: Readonly<Record<string, string>> = {
  'america/pacific': 'America/Los_Angeles',
  'america/mountain': 'America/Denver',
  'america/central': 'America/Chicago',
  'america/eastern': 'America/New_York',
  'america/alaska': 'America/Anchorage',
  'america/hawaii': 'Pacific/Honolulu',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  mdt: 'America/Denver',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  edt: 'America/New_York',
  z: 'UTC',
};

/**
 * Names that are in no IANA database, and that `Intl` of Node still reads as Java once did: BST is Bangladesh, AST Alaska.
 * Whoever writes them means another zone.
 */
const NOT_ZONES = new Set('act aet agt art ast bet bst cat cnt ctt eat ect iet ist jst mit net nst plt pnt prt sst vst'.split(' '));

const MINUTE = 60_000;
const QUARTER_HOUR = 15 * MINUTE;
const DAY = 86_400_000;
/** Calling `Intl` takes longer than most cards. */
const MAX_KNOWN = 1000;

/** A time zone by its IANA name, or by one of the names above. */
export class TimeZone {
  readonly #offsets: Intl.DateTimeFormat;
  readonly #abbreviations: ReadonlyMap<number, string>;
  /** Offsets by the quarter of an hour. */
  readonly #known = new Map<number, number>();

  /** Throws RangeError for a name that is not known. */
  constructor(readonly name: string) {
    this.#offsets = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    this.#abbreviations = abbreviations().get(name.toLowerCase()) ?? new Map();
  }

  /** Minutes ahead of UTC at an instant. @example zoneOf('Asia/Kolkata').offset(0) // 330 */
  offset(instant: number): number {
    const quarter = Math.floor(instant / QUARTER_HOUR);
    const known = this.#known.get(quarter);
    if (known !== undefined) return known;
    const offset = this.#ask(instant);
    // Since 1970 clocks are changed at full quarters of an hour only.
    if (instant >= 0) {
      if (this.#known.size >= MAX_KNOWN) this.#known.clear();
      this.#known.set(quarter, offset);
    }
    return offset;
  }

  #ask(instant: number): number {
    const [, sign, hours, minutes, seconds = '0'] = /([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(this.#offsets.format(instant)) ?? [];
    if (hours === undefined) return 0;
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes) + Number(seconds) / 60);
  }

  /** `PDT`, or `+03` for a zone without letters. */
  abbreviation(instant: number): string {
    const offset = this.offset(instant);
    return this.#abbreviations.get(offset) ?? numericName(offset);
  }

  /**
   * The instant at which clocks of the zone show a time, given as if it were UTC. Where clocks are put back and show it twice,
   * the first; where they are put forward and skip it, as much later as they are put forward: both as moment-timezone does.
   */
  instantOf(wallClock: number): number {
    const before = this.offset(wallClock - DAY);
    const after = this.offset(wallClock + DAY);
    const candidates = [before, after].map((offset) => ({ offset, instant: wallClock - offset * MINUTE }));
    const shown = candidates.find(({ offset, instant }) => this.offset(instant) === offset);
    return shown?.instant ?? wallClock - before * MINUTE;
  }
}

function numericName(offset: number): string {
  const minutes = Math.abs(offset) % 60;
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${hours}${minutes === 0 ? '' : String(minutes).padStart(2, '0')}`;
}

const zones = new Map<string, TimeZone>();

/**
 * A time zone by its name. Throws CardError for one that does not exist.
 * @example zoneOf('America/Pacific').name // 'America/Los_Angeles'
 */
export function zoneOf(name: string): TimeZone {
  const wanted = ALIASES[name.toLowerCase()] ?? name;
  const known = zones.get(wanted.toLowerCase());
  if (known !== undefined) return known;
  try {
    if (NOT_ZONES.has(wanted.toLowerCase())) throw new RangeError('This abbreviation stands for several zones.');
    const zone = new TimeZone(wanted);
    // Only existing names are cached, so there are not many.
    zones.set(wanted.toLowerCase(), zone);
    return zone;
  } catch {
    throw new CardError(`Unknown time zone '${name.slice(0, 60)}'${suggestZone(name)}`);
  }
}

/** Shorter names are similar to every short name. */
const SHORTEST_NAME = 4;

function suggestZone(name: string): string {
  const otherwise = '. Use a name such as Europe/Berlin.';
  if (name.length < SHORTEST_NAME) return otherwise;
  const known = [...zoneNames()];
  const city = known.find((zone) => zone.toLowerCase().endsWith(`/${name.toLowerCase().replaceAll(' ', '_')}`));
  return city === undefined ? suggest(name, known, otherwise) : `. Did you mean '${city}'?`;
}

function* zoneNames(): Generator<string> {
  yield* Intl.supportedValuesOf('timeZone');
  for (const names of Object.values(ZONE_ABBREVIATIONS)) yield* names.trim().split(/\s+/);
}

let byZone: ReadonlyMap<string, ReadonlyMap<number, string>> | undefined;

/** By the name of the zone in small letters: the abbreviation for each offset. */
function abbreviations(): ReadonlyMap<string, ReadonlyMap<number, string>> {
  byZone ??= new Map(
    Object.entries(ZONE_ABBREVIATIONS).flatMap(([used, names]) => {
      const byOffset = new Map(
        used.split(' ').map((one): [number, string] => {
          const [abbreviation = '', offset] = one.split(':');
          return [Number(offset), abbreviation];
        }),
      );
      return names
        .trim()
        .split(/\s+/)
        .map((name): [string, ReadonlyMap<number, string>] => [name.toLowerCase(), byOffset]);
    }),
  );
  return byZone;
}
