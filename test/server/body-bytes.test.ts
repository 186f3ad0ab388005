import { expect, test } from 'vitest';
import { BodyBytes } from '../../src/server/body-bytes.js';

const MIB = 1024 * 1024;

test.each([Number.NaN, 100_000, 5])('chunks are joined correctly if the announced length is %d', (announced) => {
  const bytes = new BodyBytes(announced, MIB);
  for (let index = 0; index < 100_000; index++) bytes.add(Buffer.of(index % 251));
  expect(bytes.length).toBe(100_000);
  expect(Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 251)).equals(bytes.take())).toBe(true);
});

test('a body of one chunk is not copied', () => {
  const bytes = new BodyBytes(5, MIB);
  const chunk = Buffer.from('whole');
  bytes.add(chunk);
  expect(bytes.take().buffer).toBe(chunk.buffer);
});

test('one-byte chunks take no more memory than their bytes', () => {
  const bytes = new BodyBytes(Number.NaN, 32 * MIB);
  for (let index = 0; index < 200_000; index++) bytes.add(Buffer.of(1));
  expect(bytes.take().buffer.byteLength).toBeLessThanOrEqual(2 * 200_000);
});

test('a client that announces much and sends little gets little memory', () => {
  const bytes = new BodyBytes(32 * MIB, 32 * MIB);
  bytes.add(Buffer.alloc(64 * 1024));
  bytes.add(Buffer.alloc(64 * 1024));
  expect(bytes.take().buffer.byteLength).toBeLessThanOrEqual(256 * 1024);
});

test('no reference is kept to bytes that were taken', () => {
  const bytes = new BodyBytes(Number.NaN, MIB);
  bytes.add(Buffer.from('some'));
  bytes.take();
  expect(bytes.take().length).toBe(0);
});
