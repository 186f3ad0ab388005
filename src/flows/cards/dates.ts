import type { Dayjs } from 'dayjs';
import type { CardCall } from '../engine/card-call.js';
import { inZone, parseDate, parseDateBy, shiftInZone } from '../engine/dates.js';
import { CardError } from '../engine/errors.js';
import type { Outputs } from '../engine/leave.js';
import { card } from './define-card.js';

/** Cards on dates. Dates are ISO 8601 text in UTC; a card without a time zone uses the run's, UTC by default. */
export const DATES = [
  card('date.now', 'Now', 'documented', now, 'The wording of full, time and month is assumed.'),
  card('date.add', 'Add', 'documented', (call) => ({ output: shift(call, 1) })),
  card('date.subtract', 'Subtract', 'documented', (call) => ({ output: shift(call, -1) })),
  card('date.diff', 'Difference', 'documented', difference, 'Each output is the whole difference in its unit, cut to whole numbers.'),
  card('date.fromISO', 'Convert', 'measured', convert, 'The wording of human is assumed.'),
  card('date.format', 'Date to Text', 'documented', (call) => ({
    output: inZone(call.get('start'), zoneOf(call)).format(call.text('format')),
  })),
  card('date.parse', 'Text to Date', 'documented', (call) => ({ output: read(call).toISOString() })),
  card('date.unix', 'UNIX', 'documented', (call) => ({ output: parseDate(call.get('start')).unix() }), 'Seconds since 1970.'),
  card(
    'date.epoch',
    'EPOCH',
    'documented',
    (call) => call.single(parseDate(call.get(call.firstInput)).valueOf()),
    'Milliseconds since 1970.',
  ),
];

function zoneOf(call: CardCall): string {
  return call.text('zone') || call.run.semantics.timeZone;
}

function now(call: CardCall): Outputs {
  const iso = new Date(call.run.clock.now()).toISOString();
  const date = inZone(iso, call.run.semantics.timeZone);
  return {
    date: iso,
    iso,
    full: date.format('dddd, MMMM D, YYYY h:mm A'),
    time: date.format('h:mm A'),
    month: date.format('MMMM'),
    year: date.year(),
    day: date.date(),
    hour: date.hour(),
    minute: date.minute(),
    second: date.second(),
    millisecond: date.millisecond(),
  };
}

const UNITS = ['milliseconds', 'seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const;

function shift(call: CardCall, sign: 1 | -1): string {
  const name = call.text('unit');
  const unit = UNITS.find((known) => known === name);
  if (unit === undefined) throw new CardError(`There is no unit '${name}'; there is ${UNITS.join(', ')}.`);
  const moved = shiftInZone(call.get('start'), sign * call.number('scale'), unit, call.run.semantics.timeZone);
  if (!moved.isValid()) throw new CardError('The date is beyond those there are.');
  return moved.toISOString();
}

function difference(call: CardCall): Outputs {
  const [start, end] = [parseDate(call.get('start')), parseDate(call.get('end'))];
  const units = ['years', 'months', 'days', 'hours', 'minutes', 'seconds', 'milliseconds'] as const;
  return Object.fromEntries(units.map((unit) => [unit, end.diff(start, unit)]));
}

/** A text by its format, or as ISO 8601 without one. */
function read(call: CardCall): Dayjs {
  const format = call.text('format');
  return format === '' ? parseDate(call.get('start')) : parseDateBy(call.text('start'), format, zoneOf(call));
}

/** Here the format is that of the output `custom`: the input is ISO 8601. */
function convert(call: CardCall): Outputs {
  const date = parseDate(call.get('start'));
  const local = inZone(date.toISOString(), zoneOf(call));
  return {
    date: date.toISOString(),
    iso: date.toISOString(),
    epoch: String(date.valueOf()),
    unix: String(date.unix()),
    human: local.format('MMMM D, YYYY h:mm A'),
    custom: call.text('format') === '' ? null : local.format(call.text('format')),
  };
}
