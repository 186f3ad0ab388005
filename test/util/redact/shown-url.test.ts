import { expect, test } from 'vitest';
import { shownURL } from '../../../src/util/redact/shown-url.js';

test.each([
  ['https://feeds.example', 'https://feeds.example'],
  ['https://feeds.example:8443/a/b', 'https://feeds.example:8443/a/b'],
  ['https://user:hunter2@feeds.example/a', 'https://feeds.example/a'],
  ['https://hunter2@feeds.example', 'https://feeds.example'],
  ['https://user:hun@ter2@feeds.example/', 'https://feeds.example/'],
  ['https://user:hun/ter2@feeds.example/', 'https://feeds.example/'],
  ['HTTP://user:hunter2@Feeds.Example/', 'HTTP://Feeds.Example/'],
  ['https://feeds.example/a?sig=hunter2', 'https://feeds.example/a'],
  ['https://feeds.example/a#hunter2', 'https://feeds.example/a'],
  ['https://feeds.example?u@hunter2', 'https://feeds.example'],
  ['user:hunter2@feeds.example:8443', 'feeds.example:8443'],
  ['feeds.example?hunter2', 'feeds.example'],
  ['https://user:hunter2@feeds.example:port\n/', 'https://feeds.example:port\n/'],
  [' not a url ', 'not a url'],
  ['', ''],
])('%j is shown as %j', (url, shown) => {
  expect(shownURL(url)).toBe(shown);
});
