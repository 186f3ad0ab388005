import { expect, test } from 'vitest';
import { createAllowedHosts } from '../../../src/emulator/feeds/allowed-hosts.js';
import { FeedError } from '../../../src/emulator/feeds/feed-source.js';
import { HostError, readHostEntry, writeHostEntry } from '../../../src/emulator/feeds/host-entry.js';

const KEY = `SHA256:${'k'.repeat(43)}`;
const OTHER = `SHA256:${'o'.repeat(43)}`;

test.each([
  ['feeds.example', { host: 'feeds.example', port: undefined, hostKey: undefined }],
  ['Feeds.Example:8443', { host: 'feeds.example', port: 8443, hostKey: undefined }],
  ['127.0.0.1:8443', { host: '127.0.0.1', port: 8443, hostKey: undefined }],
  ['[::1]:8443', { host: '::1', port: 8443, hostKey: undefined }],
  ['[::1]', { host: '::1', port: undefined, hostKey: undefined }],
  ['[::1:8443]', { host: '::1:8443', port: undefined, hostKey: undefined }],
  ['::1', { host: '::1', port: undefined, hostKey: undefined }],
  ['2001:DB8::ff', { host: '2001:db8::ff', port: undefined, hostKey: undefined }],
  ['0:0:0:0:0:0:0:1', { host: '::1', port: undefined, hostKey: undefined }],
  [`feeds.example:22#${KEY}`, { host: 'feeds.example', port: 22, hostKey: KEY }],
  [`feeds.example#${KEY}=`, { host: 'feeds.example', port: undefined, hostKey: KEY }],
  [`[::1]:22#${KEY}`, { host: '::1', port: 22, hostKey: KEY }],
])('reads %s', (written, entry) => {
  expect(readHostEntry(written)).toEqual(entry);
});

test.each([
  ['::1:8443', "'::1:8443' could be an address or an address with a port. Write [::1]:8443 for that port, or [::1:8443] for the address."],
  ['1:2:3:4:5:6:7:8:443', "'1:2:3:4:5:6:7:8:443' could be an address or an address with a port. Write [1:2:3:4:5:6:7:8]:443."],
  ['a:b', "'b' is not a valid port (1–65535)."],
  ['feeds.example:0', "'0' is not a valid port (1–65535)."],
  ['feeds.example:65536', "'65536' is not a valid port (1–65535)."],
  ['[::1]8443', "'[::1]8443' is not an IPv6 address. With a port, write [::1]:8443."],
  ['[::1]:', "'' is not a valid port (1–65535)."],
  ['[feeds.example]:1', "'feeds.example' is not an IPv6 address."],
  ['a:b:c', "'a:b:c' is not an IPv6 address. With a port, write [::1]:8443."],
  ['*.example', "'*.example' is not a host: write feeds.example or feeds.example:8443."],
  ['', "'' is not a host: write feeds.example or feeds.example:8443."],
  ['feeds.example/feed', 'write only a host, without a user, a path or a query: feeds.example or feeds.example:8443.'],
  ['sftp://feeds.example:22', 'write a host, not a URL: feeds.example:22, or feeds.example for every port.'],
  ['feeds.example#MD5:00:11', 'the part after # is not a host key fingerprint. Write feeds.example#SHA256: and the 43 characters'],
  ['feeds.example#', 'the part after # is not a host key fingerprint'],
])('refuses %s and says what to write', (written, problem) => {
  expect(() => readHostEntry(written)).toThrow(HostError);
  expect(() => readHostEntry(written)).toThrow(`--allow-host: ${problem}`);
});

test.each([
  'http://me:hunter2@feeds.example',
  'me:hunter2@feeds.example',
  'http:me:hunter2@feeds.example/feed?sig=hunter2',
  'hunter2@feeds.example:81',
  'feeds.example?sig=hunter2',
  'feeds.example#hunter2',
])('repeats no password of %s', (written) => {
  expect(() => readHostEntry(written)).toThrow(expect.not.objectContaining({ message: expect.stringContaining('hunter2') }));
});

test.each(['feeds.example:8443', '[::1]:8443', `feeds.example#${KEY}`, '[::1]'])('%s is written as it was read', (written) => {
  expect(writeHostEntry(readHostEntry(written))).toBe(written);
});

test('an address allows only itself, and nothing with a similar spelling', () => {
  const { assertHttp } = createAllowedHosts(['[::1:8443]', '[::2]:8443']);
  expect(() => assertHttp('::1:8443', 80)).not.toThrow();
  expect(() => assertHttp('::1', 8443)).toThrow(FeedError);
  expect(() => assertHttp('::2', 8443)).not.toThrow();
  expect(() => assertHttp('::2', 8444)).toThrow(FeedError);
});

test('an address is the same in every spelling', () => {
  const { sftpHostKeys } = createAllowedHosts(['[0:0::1]:22']);
  expect(sftpHostKeys('0000::0001', 22)).toEqual([]);
});

test('each entry with a fingerprint adds a key that the server may have', () => {
  const { sftpHostKeys } = createAllowedHosts([`feeds.example:22#${KEY}`, `feeds.example#${OTHER}`, 'feeds.example']);
  expect(sftpHostKeys('feeds.example', 22)).toEqual([KEY, OTHER]);
  expect(sftpHostKeys('feeds.example', 2222)).toEqual([OTHER]);
});

test('an entry with a fingerprint does not allow HTTP, which would not check it', () => {
  const { assertHttp } = createAllowedHosts([`feeds.example#${KEY}`]);
  expect(() => assertHttp('feeds.example', 443)).toThrow('--allow-host feeds.example');
});
