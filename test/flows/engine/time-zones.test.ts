import moment from 'moment-timezone';
import { expect, test } from 'vitest';
import { zoneOf } from '../../../src/flows/engine/time-zones.js';

test('abbreviations match the IANA database, in every zone, since 2024', () => {
  const instants = ['2024-01-15', '2024-07-15', '2025-01-15', '2025-07-15'].map((day) => Date.parse(day));
  const differences = moment.tz.names().flatMap((name) => {
    const zone = zoneOf(name);
    // With another version of Node's database, the offset may differ, and so does the abbreviation.
    const comparable = instants.filter((instant) => zone.offset(instant) === moment.tz(instant, name).utcOffset());
    const wrong = comparable.find((instant) => zone.abbreviation(instant) !== moment.tz(instant, name).format('z'));
    return wrong === undefined ? [] : [`${name}: ${zone.abbreviation(wrong)}, not ${moment.tz(wrong, name).format('z')}`];
  });
  expect(moment.tz.names().length).toBeGreaterThan(500);
  expect(differences).toEqual([]);
});

test('clock changes lead to the same instants as in moment-timezone', () => {
  const zones = ['America/Los_Angeles', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/St_Johns', 'Asia/Kolkata', 'Pacific/Apia'];
  const changes = ['2025-03-09', '2025-11-02', '2025-03-30', '2025-10-26', '2025-04-06', '2025-10-05', '2011-12-30'];
  for (const zone of zones) {
    for (const day of changes) {
      for (let minutes = 0; minutes < 24 * 60; minutes += 15) {
        const wallClock = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
        const text = new Date(wallClock).toISOString().slice(0, 16);
        expect([zone, text, zoneOf(zone).instantOf(wallClock)]).toEqual([zone, text, moment.tz(text, zone).valueOf()]);
      }
    }
  }
});

test.each([
  ['America/Pacific', 'America/Los_Angeles'],
  ['US/Pacific', 'US/Pacific'],
  ['PST', 'America/Los_Angeles'],
  ['america/eastern', 'America/New_York'],
  ['Europe/Berlin', 'Europe/Berlin'],
])('the zone %s is %s', (name, expected) => {
  expect(zoneOf(name).name).toBe(expected);
});

test('a zone without an abbreviation is shown as its offset', () => {
  expect(zoneOf('Asia/Kathmandu').abbreviation(0)).toBe('+0530');
  expect(zoneOf('America/Sao_Paulo').abbreviation(Date.parse('2025-07-01'))).toBe('-03');
});

test.each([
  ['Berlin', "Unknown time zone 'Berlin'. Did you mean 'Europe/Berlin'?"],
  ['new york', "Unknown time zone 'new york'. Did you mean 'America/New_York'?"],
  ['Europe/Berlinn', "Unknown time zone 'Europe/Berlinn'. Did you mean 'Europe/Berlin'?"],
  ['US/Pacfic', "Unknown time zone 'US/Pacfic'. Did you mean 'US/Pacific'?"],
  ['BST', "Unknown time zone 'BST'. Use a name such as Europe/Berlin."],
  ['ast', "Unknown time zone 'ast'. Use a name such as Europe/Berlin."],
  ['', "Unknown time zone ''. Use a name such as Europe/Berlin."],
  ['Mars/Base', "Unknown time zone 'Mars/Base'. Use a name such as Europe/Berlin."],
])('an unknown zone %s is an error with the likely name', (name, message) => {
  expect(() => zoneOf(name)).toThrow(expect.objectContaining({ name: 'CardError', message }));
});
