import { expect, test } from 'vitest';
import { type Mail, Outbox, type SendMail } from '../../../src/emulator/outbox/outbox.js';
import { createClock } from '../../../src/runtime/clock.js';

const clock = createClock('2026-01-31T09:00:00Z');
const mail = (subject = 'a mail'): Mail => ({ kind: 'summary', company: 'acme', to: ['a@x.example'], subject, text: 'text' });

/** An SMTP server that responds on demand. */
function manual(): { send: SendMail; sent: string[]; answer: (error?: Error) => void } {
  const waiting: ((error?: Error) => void)[] = [];
  const sent: string[] = [];
  const send: SendMail = ({ subject }) => {
    sent.push(subject);
    return new Promise((resolve, reject) => {
      waiting.push((error) => (error === undefined ? resolve(undefined) : reject(error)));
    });
  };
  return { send, sent, answer: (error) => waiting.shift()?.(error) };
}

test('keeps emails if there is no SMTP server', () => {
  const outbox = new Outbox(clock);
  outbox.put(mail());
  expect(outbox.list()).toEqual([
    { ...mail(), id: 1, at: '2026-01-31T09:00:00.000Z', from: expect.stringContaining('@'), delivery: 'kept' },
  ]);
});

test('an email waits until the server accepts it', async () => {
  const { send, answer } = manual();
  const outbox = new Outbox(clock, send);
  outbox.put(mail());
  expect(outbox.list()).toMatchObject([{ delivery: 'waiting' }]);
  answer();
  await outbox.settled();
  expect(outbox.list()).toMatchObject([{ delivery: 'sent' }]);
});

test('an email that the server rejects is marked with the reason', async () => {
  const { send, answer } = manual();
  const outbox = new Outbox(clock, send);
  outbox.put(mail());
  answer(new Error('550 no such user'));
  await outbox.settled();
  expect(outbox.list()).toMatchObject([{ delivery: 'failed', problem: '550 no such user' }]);
});

test('at most a hundred emails wait at once; more are not passed to the server', async () => {
  const { send, sent, answer } = manual();
  const outbox = new Outbox(clock, send);
  for (let count = 0; count < 130; count++) outbox.put(mail());
  expect(sent).toHaveLength(100);
  expect(outbox.list().filter(({ delivery }) => delivery === 'dropped')).toHaveLength(30);
  for (let count = 0; count < 100; count++) answer();
  await outbox.settled();
  outbox.put(mail());
  expect(sent).toHaveLength(101);
  answer();
  await outbox.settled();
});

test('keeps a thousand emails and then drops the oldest', () => {
  const outbox = new Outbox(clock);
  for (let count = 1; count <= 1500; count++) outbox.put(mail(String(count)));
  expect(outbox.list()).toHaveLength(1000);
  expect(outbox.list()[0]?.subject).toBe('501');
  expect(outbox.list().at(-1)?.id).toBe(1500);
});

test('ids continue after clear and start again after reset', () => {
  const outbox = new Outbox(clock);
  outbox.put(mail());
  outbox.clear();
  outbox.put(mail());
  expect(outbox.list().map(({ id }) => id)).toEqual([2]);
  outbox.reset();
  outbox.put(mail());
  expect(outbox.list().map(({ id }) => id)).toEqual([1]);
});

test('the result for an email from before a reset does not affect one after it', async () => {
  const { send, answer } = manual();
  const outbox = new Outbox(clock, send);
  outbox.put(mail('before'));
  outbox.reset();
  outbox.put(mail('after'));
  answer(new Error('the first one failed'));
  await Promise.resolve();
  await Promise.resolve();
  expect(outbox.list()).toMatchObject([{ subject: 'after', delivery: 'waiting' }]);
  answer();
  await outbox.settled();
  expect(outbox.list()).toMatchObject([{ subject: 'after', delivery: 'sent' }]);
});

test('an item with its own way of sending needs no SMTP server, and may return a remark', async () => {
  const outbox = new Outbox(clock);
  outbox.put({ ...mail('a file'), kind: 'upload' }, { send: async ({ subject }) => `${subject} went out` });
  await outbox.settled();
  expect(outbox.list()).toMatchObject([{ kind: 'upload', delivery: 'sent', problem: 'a file went out' }]);
});

test('at most a hundred of these wait at once, too', async () => {
  const outbox = new Outbox(clock);
  const { send, sent, answer } = manual();
  for (let count = 0; count < 101; count++) outbox.put(mail(), { send });
  expect(sent).toHaveLength(100);
  expect(outbox.list().at(-1)?.delivery).toBe('dropped');
  for (let count = 0; count < 100; count++) answer();
  await outbox.settled();
});
