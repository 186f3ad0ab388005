import { expect, test } from 'vitest';
import { Reporter } from '../../../src/server/storage/postgres/reporter.js';

test('a problem that every request has is told once, and each other problem at once', () => {
  const told: string[] = [];
  const reporter = new Reporter('postgres://emulator:secret-4310@db.example/state', (problem) => void told.push(problem));
  for (let count = 0; count < 100; count++) reporter.report('A request was not kept', new Error('connect ECONNREFUSED'));
  reporter.report('Old rows stay', new Error('of postgres://emulator:secret-4310@db.example/state'));
  expect(told).toEqual([
    'A request was not kept (postgres://db.example/state): connect ECONNREFUSED',
    'Old rows stay (postgres://db.example/state): of postgres://emulator:***@db.example/state',
  ]);
});
