import type { CardCall } from '../engine/card-call.js';
import { formatDate } from '../engine/date-format.js';
import { readDate } from '../engine/date-read.js';
import { parseDate, shiftInZone } from '../engine/dates.js';
import { CardError } from '../engine/errors.js';
import type { Outputs } from '../engine/leave.js';
import { card } from './define-card.js';

/**
 * Date cards. Dates are ISO 8601 text in UTC; a card without a time zone uses the run's, UTC by default. Pages quoted in
 * notes are from https://help.okta.com/wf/en-us/Content/Topics/Workflows/function-reference/.
 */
export const DATES = [
  card(
    'date.now',
    'Now',
    'documented',
    now,
    "All outputs are in UTC. The page's own example swaps day and month; here, day is the day of the month.",
  ),
  card(
    'date.add',
    'Add',
    'measured',
    (call) => ({ output: shift(call, 1) }),
    'Assumed: adding months or years keeps the day of the month, or takes the last day if the month is shorter.',
  ),
  card('date.subtract', 'Subtract', 'measured', (call) => ({ output: shift(call, -1) }), 'Works like Add.'),
  card(
    'date.diff',
    'Difference',
    'documented',
    difference,
    'The key start is labelled "end date", and the key end "start date". The result is start minus end, with fractions; it is negative if start is the earlier date.',
  ),
  card(
    'date.fromISO',
    'Convert',
    'documented',
    convert,
    "epoch is in seconds and unix in milliseconds, both as text. format and zone only affect custom. The page shows iso both with and without fractions; here it has none, as the page's text says. Assumed: which texts other than ISO 8601 are accepted.",
  ),
  card(
    'date.format',
    'Date to Text',
    'documented',
    (call) => ({ output: toWords(call) }),
    "Uses moment's format codes. Assumed: without a format, the text is ISO 8601, as in moment; a letter that is not a code is an error, except T; moment prints it. The page's examples with a time are for 16:01 UTC, not for the start time it states.",
  ),
  card(
    'date.parse',
    'Text to Date',
    'documented',
    (call) => ({ output: read(call) }),
    "Uses moment's format codes. Assumed: texts are parsed leniently, as moment does. Without an offset, the time is in the zone of the card, or else of the run. An abbreviation such as PDT is skipped, as moment does.",
  ),
  card(
    'date.unix',
    'UNIX',
    'documented',
    (call) => ({ output: parseDate(call.get('start')).valueOf() }),
    'Milliseconds since 1970, like the unix output of Convert.',
  ),
  card(
    'date.epoch',
    'EPOCH',
    'documented',
    (call) => call.single(parseDate(call.get(call.firstInput)).unix()),
    'Seconds since 1970, like the epoch output of Convert.',
  ),
];

function zoneOf(call: CardCall): string {
  return call.text('zone') || call.run.semantics.timeZone;
}

/** Without a format, the same as moment's own `format()`. */
function toWords(call: CardCall): string {
  const zone = zoneOf(call);
  const format = call.text('format') || (zone.toUpperCase() === 'UTC' ? 'YYYY-MM-DDTHH:mm:ss[Z]' : 'YYYY-MM-DDTHH:mm:ssZ');
  return formatDate(parseDate(call.get('start')).valueOf(), format, zone);
}

function now(call: CardCall): Outputs {
  const instant = call.run.clock.now();
  const text = (format: string): string => formatDate(instant, format, 'UTC');
  return {
    date: new Date(instant).toISOString(),
    iso: text('YYYY-MM-DDTHH:mm:ssZ'),
    full: text('MMMM D, YYYY HH:mm:ss.SSS'),
    time: text('HH:mm:ss.SSS'),
    month: text('M'),
    year: Number(text('YYYY')),
    day: Number(text('D')),
    hour: Number(text('H')),
    minute: Number(text('m')),
    second: Number(text('s')),
    millisecond: Number(text('SSS')),
  };
}

const UNITS = ['milliseconds', 'seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const;

function shift(call: CardCall, sign: 1 | -1): string {
  const name = call.text('unit');
  const unit = UNITS.find((known) => known === name);
  if (unit === undefined) throw new CardError(`Unknown unit '${name}'. Use ${UNITS.slice(0, -1).join(', ')} or years.`);
  const moved = shiftInZone(call.get('start'), sign * call.number('scale'), unit, call.run.semantics.timeZone);
  if (!moved.isValid()) throw new CardError('The resulting date is out of range (years −271821 to 275760).');
  return moved.toISOString();
}

/** The designer labels the key `start` "end date", and the key `end` "start date". */
function difference(call: CardCall): Outputs {
  const [later, earlier] = [parseDate(call.get('start')), parseDate(call.get('end'))];
  const units = ['years', 'months', 'days', 'hours', 'minutes', 'seconds', 'milliseconds'] as const;
  return Object.fromEntries(units.map((unit) => [unit, later.diff(earlier, unit, true)]));
}

/** A text with a format is read by it, otherwise as ISO 8601. */
function read(call: CardCall): string {
  const format = call.text('format');
  if (format === '') return parseDate(call.get('start')).toISOString();
  return new Date(readDate(call.text('start'), format, zoneOf(call), call.run.clock)).toISOString();
}

/** The format is for the output `custom`; the input is ISO 8601. */
function convert(call: CardCall): Outputs {
  const date = parseDate(call.get('start'));
  const instant = date.valueOf();
  const format = call.text('format');
  return {
    date: date.toISOString(),
    iso: formatDate(instant, 'YYYY-MM-DDTHH:mm:ss[Z]', 'UTC'),
    epoch: String(date.unix()),
    unix: String(instant),
    human: formatDate(instant, 'ddd, MMMM Do [at] h:mm A', 'UTC'),
    custom: format === '' ? null : formatDate(instant, format, zoneOf(call)),
  };
}
