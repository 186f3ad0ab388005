import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inlineHtml, markdownHtml } from '../../../src/flows/show/markdown.js';

test.each<[string, string]>([
  ['Set the **time** and *zone*', '<p>Set the <strong>time</strong> and <em>zone</em></p>'],
  ['Use `Current Time`.', '<p>Use <code>Current Time</code>.</p>'],
  ['one\ntwo\n\nthree', '<p>one<br>two</p>\n<p>three</p>'],
  ['# Part one\ntext', '<p><strong>Part one</strong></p>\n<p>text</p>'],
  ['- a\n- **b**\n\n1. c\n2. d', '<ul><li>a</li><li><strong>b</strong></li></ul>\n<ol><li>c</li><li>d</li></ol>'],
  ['```\n<b> *x*\n```\nafter', '<pre tabindex="0">&lt;b&gt; *x*</pre>\n<p>after</p>'],
  [
    'see [the help](https://help.okta.com/x?a=1&b=2)',
    '<p>see <a href="https://help.okta.com/x?a=1&amp;b=2" rel="noreferrer">the help</a></p>',
  ],
  ['a_long_name and _this_', '<p>a_long_name and <em>this</em></p>'],
  ['2 * 3 * 4', '<p>2 * 3 * 4</p>'],
  ['', ''],
])('%j becomes %j', (markdown, html) => {
  expect(markdownHtml(markdown)).toBe(html);
});

test.each([
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](https://a"onmouseover="alert(1))',
  '<img src=x onerror=alert(1)>',
  '**<script>alert(1)</script>**',
  '`</code><script>`',
  '![x](https://evil.example/pixel.png)',
])('%j creates no element that runs or loads anything', (markdown) => {
  const html = markdownHtml(markdown);
  expect(html).not.toMatch(/<(?:script|img|iframe|svg|style|link|object)/i);
  expect(html.replace(/<a href="https?:\/\/[^"<>]*" rel="noreferrer">/g, '')).not.toMatch(/<a|<[^>]*\son\w+=/i);
});

test('any text produces only known elements', () => {
  const known = /<\/?(?:p|strong|em|code|ul|ol|li|br|pre)>|<pre tabindex="0">|<a href="https?:\/\/[^"<>\s]*" rel="noreferrer">|<\/a>/g;
  const pieces = fc.constantFrom('*', '**', '`', '_', '[', '](', 'https://a.b', ')', '<b>', '"', '\n', '- ', '# ', '```', 'word', ' ');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      expect(markdownHtml(parts.join('')).replace(known, '')).not.toMatch(/[<>"]/);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test.each(['*', '`', '[', '_', '**', '[x](https://'])('a comment of nothing but %j is parsed in linear time', (sign) => {
  const html = inlineHtml(sign.repeat(20_000 / sign.length));
  expect(html.length).toBeGreaterThan(0);
});
