import { suggest } from '../../util/suggest.js';
import { CardError } from './errors.js';
import { ZONE_ABBREVIATIONS } from './zone-abbreviations.js';

/** Names that tutorials for Okta Workflows use but that the IANA database lacks. Their meaning is assumed. */
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
 * Names that are not in the IANA database but that Node's `Intl` still reads as Java once did: BST is Bangladesh, AST Alaska.
 * Authors who use them mean other zones.
 */
const NOT_ZONES = new Set('act aet agt art ast bet bst cat cnt ctt eat ect iet ist jst mit net nst plt pnt prt sst vst'.split(' '));

const MINUTE = 60_000;
const QUARTER_HOUR = 15 * MINUTE;
const DAY = 86_400_000;
/** A call to `Intl` takes longer than most cards. */
const MAX_KNOWN = 1000;

/** A time zone with an IANA name, or one of the names above. */
export class TimeZone {
  readonly #offsets: Intl.DateTimeFormat;
  readonly #abbreviations: ReadonlyMap<number, string>;
  /** Offsets, by quarter of an hour. */
  readonly #known = new Map<number, number>();

  /** Throws RangeError for an unknown name. */
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
    // Since 1970, clocks have only changed at full quarters of an hour.
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

  /** `PDT`, or `+03` for a zone without an abbreviation. */
  abbreviation(instant: number): string {
    const offset = this.offset(instant);
    return this.#abbreviations.get(offset) ?? numericName(offset);
  }

  /**
   * The instant at which clocks in the zone show a time, given as if it were UTC. If clocks are set back and show it twice, the
   * first instant; if they are set forward and skip it, the time is moved by the same amount. Both as in moment-timezone.
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
 * The time zone with a name. Throws CardError if it does not exist.
 * @example zoneOf('America/Pacific').name // 'America/Los_Angeles'
 */
export function zoneOf(name: string): TimeZone {
  const wanted = ALIASES[name.toLowerCase()] ?? name;
  const known = zones.get(wanted.toLowerCase());
  if (known !== undefined) return known;
  try {
    if (NOT_ZONES.has(wanted.toLowerCase())) throw new RangeError('This abbreviation is used by several zones.');
    const zone = new TimeZone(wanted);
    // Only existing names are cached, so the cache stays small.
    zones.set(wanted.toLowerCase(), zone);
    return zone;
  } catch {
    throw new CardError(`Unknown time zone '${name.slice(0, 60)}'${suggestZone(name)}`);
  }
}

/** Names shorter than this resemble too many other names. */
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

/** By zone name in lower case: the abbreviation for each offset. */
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
