import { expect, test } from 'vitest';
import { looseSecrets } from '../../src/emulator/loose-secrets.js';

const HEX = '0123456789abcdef0123456789abcdef';

test.each<readonly [string, string, string[]]>([
  ['nothing secret', '{"type":"get","partnerUserSecret":"open"', []],
  ['truncated credentials', '{"credentials":{"partnerUserID":"me","partnerUserSecret":"hush', ['hush']],
  ['single quotes', "{'credentials':{'partnerUserID':'me','partnerUserSecret':'hush'", ['hush']],
  ['no quotes', '{credentials:{partnerUserID:me,partnerUserSecret:hush}', ['hush']],
  ['an equals sign', 'credentials={partnerUserSecret=hush}', ['hush']],
  ['spaces and lines', '{"credentials" :\n {\n "partnerUserSecret" :\t "hush"\n },\n "type"', ['hush']],
  ['a value on the next line', "{'credentials':\r\n{'partnerUserSecret':\r\n\t'hush'\r\n}", ['hush']],
  ['different capitals', '{"Credentials":{"partnerUserSecret":"hush"', ['hush']],
  ['a misspelt key', '{"credentials":{"partnerusersecret":"hush"', ['hush']],
  ['a deeper object', '{"credentials":{"sftp":{"host":"x.example","password":"hush"},"feedPassword":"hush2"}', ['hush', 'hush2']],
  ['a brace within a text', '{"credentials":{"feedUser":"}","feedPassword":"hush"}', ['hush']],
  ['a brace within single quotes', "{'credentials':{'feedUser':'}','feedPassword':'hush'}", ['hush']],
  ['an unescaped quote', '{"credentials":{"partnerUserSecret":"hu"sh"}', ['hu"sh']],
  ['an unescaped single quote', "{'credentials':{'partnerUserSecret':'hu'sh'}", ["hu'sh"]],
  ['an empty secret', '{"credentials":{"partnerUserSecret":"","feedPassword":"hush"', ['', 'hush']],
  ['a secret in place of the id', `{"credentials":{"partnerUserID":"${HEX}"`, [HEX]],
  ['values that are not secret', '{"credentials":{"partnerUserID":"me","feedUser":"fred","host":"h","port":22,"filename":"f"', []],
  ['credentials in a URL', '{"credentials":{"feedUrl":"https://fred:hush@x.example/feed"', ['hush', 'fred:hush@']],
  ['a URL without a secret', '{"credentials":{"feedURL":"https://x.example/feed"', []],
  ['two blocks', '{"credentials":{"a":"hush"},"type":"get","credentials":{"b":"hush2"}', ['hush', 'hush2']],
  ['the same secret twice', '{"credentials":{"a":"hush","b":"hush"}', ['hush']],
  ['a list', '{"credentials":["me","hush"],"inputSettings":{"type":"open"', ['me', 'hush']],
  ['a list of objects', '{"credentials":[{"partnerUserSecret":"hush"},{"a":"hush2"}],"x":{"y":"open"', ['hush', 'hush2']],
  ['a text', '{"credentials":"me:hush","inputSettings":{"type":"open"', ['me:hush', 'hush']],
  ['a bare text', '{credentials: hush, inputSettings: {type: open', ['hush']],
  ['a misspelt container', '{"credentals":{"feedPw":"hush"},"inputSettings":{"type":"open"', ['hush']],
  ['a secret as a key', '{"credentials":{"hush-1234":"partnerUserSecret"', ['hush-1234', 'partnerUserSecret']],
  ['a secret after the port of a host', '{"credentials":{"sftp":{"host":"h:80:hush"', ['hush']],
  ['text after the braces', '{"credentials":{"a":"hush"},"inputSettings":{"type":"open"}', ['hush']],
])('finds the secrets of an unreadable job with %s', (_what, text, secrets) => {
  expect(looseSecrets([text])).toEqual(secrets);
});

test.each(['inputSettings', 'outputSettings', 'onFinish', 'onReceive', 'dataSource', 'dry-run', 'type', 'test'])(
  'without closing braces, the credentials end before %s',
  (key) => {
    expect(looseSecrets([`{"credentials":{"a":"hush","${key}":"open","b":"open too"`])).toEqual(['hush']);
    expect(looseSecrets([`{credentials:{a:hush,${key} = open, b: open too`])).toEqual(['hush']);
  },
);

test('a key that only ends or begins like a key of a job does not end the credentials', () => {
  expect(looseSecrets(['{"credentials":{"subtype":"hush","types":"hush2","a":"hush3"'])).toEqual(['hush', 'hush2', 'hush3']);
});

test('searches all texts of a form', () => {
  expect(looseSecrets(['open', '{"credentials":{"a":"hush"', '{"credentials":{"a":"hush2"'])).toEqual(['hush', 'hush2']);
});

test('searches as much of a text as the journal keeps, and four times as much in all texts', () => {
  const behind = (length: number) => `${' '.repeat(length)}{"credentials":{"a":"hush"`;
  const fields = (count: number) => [...new Array(count).fill(' '.repeat(24 * 1024)), '{"credentials":{"a":"hush"'];
  expect(looseSecrets([behind(16 * 1024)])).toEqual(['hush']);
  expect(looseSecrets([behind(24 * 1024)])).toEqual([]);
  expect(looseSecrets(fields(3))).toEqual(['hush']);
  expect(looseSecrets(fields(4))).toEqual([]);
});

test('finds at most fifty secrets', () => {
  const keys = Array.from({ length: 60 }, (_, index) => `"k${index}":"hush${index}"`);
  expect(looseSecrets([`{"credentials":{${keys.join()}`])).toHaveLength(50);
});

test('reads everything after twenty blocks as one block, so no secret is lost', () => {
  const blocks = Array.from({ length: 30 }, (_, index) => `"credentials":{"a":"hush${index}"}`);
  expect(looseSecrets([`{${blocks.join()}`])).toEqual(Array.from({ length: 30 }, (_, index) => `hush${index}`));
});
