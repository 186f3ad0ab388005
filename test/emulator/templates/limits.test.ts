import { describe, expect, test } from 'vitest';
import { parse, render, TemplateLimitError } from '../../../src/emulator/templates/index.js';

/** A million letters in `s`. */
const LONG = `<#assign s="a">${'<#assign s=s+s>'.repeat(20)}`;

describe('hostile templates end with a clear error', () => {
  test.each([
    ['an expression of a hundred thousand parts', `\${${'a+'.repeat(100_000)}a}`, 'An expression of the template has too many parts.'],
    ['a text that doubles', '<#assign x="ab"><#list 1..60 as i><#assign x=x+x></#list>', 'A text has more than 2000000 characters.'],
    [
      'a text that is replaced by a longer one',
      '<#assign x="a"><#list 1..30 as i><#assign x=x?replace("a","aaaaaaaaaa")></#list>',
      'A text has more than 2000000 characters.',
    ],
    ['a number that is squared', '<#assign x=9><#list 1..60 as i><#assign x=x*x></#list>', 'A number has more than 1000 digits.'],
    [
      'a list that doubles',
      '<#assign x=[1]><#list 1..60 as i><#assign x=x+x></#list>',
      'A list has more than 250000 items, which is too many for one operation.',
    ],
    ['a range that is joined', '${(1..99999999999)?join(",")}', 'A list has more than 250000 items, which is too many for one operation.'],
    [
      'a list reversed a hundred thousand times',
      '<#assign l=[1]><#list 1..100000 as i><#assign l=l?reverse></#list>${l[0]}',
      'Values are nested or joined too many times.',
    ],
    [
      'one very long expression',
      '${(1..2000)?map(a -> (1..2000)?join(","))?size?c}${(1..2000)?map(a -> (1..2000)?join(","))?join("")?length}',
      'One expression takes more than 500000 steps.',
    ],
    [
      'a long text in a loop',
      '<#assign x="a"?left_pad(100000)><#list 1..100000 as i><#assign y=x?upper_case></#list>',
      'The template takes more than 1000 steps.',
    ],
    [
      'a text that is escaped repeatedly',
      '<#assign x="&"?left_pad(100000,"&")>${x?url("UTF-8")?url("UTF-8")?url("UTF-8")?html?xml?replace("2","2222222222")?replace("2","2222222222")}',
      'A text has more than 2000000 characters.',
    ],
    [
      'a list that grows by one item a hundred thousand times',
      '<#assign l=[]><#list 1..100000 as i><#assign l=l+[i]></#list>',
      'The template takes more than 100000 steps.',
    ],
    [
      'a hash that grows by one key a hundred thousand times',
      '<#assign h={}><#list 1..100000 as i><#assign h=h+{"k"+i:i}></#list>',
      'The template takes more than 100000 steps.',
    ],
    [
      'long texts that are compared repeatedly',
      `${LONG}<#assign t=s+""><#list 1..1000 as i><#if s==t></#if></#list>`,
      'The template takes more than 100000 steps.',
    ],
    ['a search for a long text in another', `${LONG}\${s?contains("b"+s?substring(1))}`, 'is too long to search for in a text of 1048576.'],
    [
      'a search for a long text from the end',
      `${LONG}\${s?last_index_of("b"+s?substring(1048000))}`,
      'A part of 577 characters is too long',
    ],
    ['a long text that is replaced in another', `${LONG}\${s?replace(s?substring(1000000)+"b","","i")}`, 'is too long to search for'],
    ['a date format of a million letters', `${LONG}\${.now?string(s)}`, 'A format or number has more than 1000 characters.'],
    ['a number format of a million signs', `${LONG}\${1?string(s)}`, 'A format or number has more than 1000 characters.'],
    ['a number of a million digits', `${LONG}\${s?replace("a","9")?number}`, 'A format or number has more than 1000 characters.'],
    ['a macro that calls itself', '<#macro m><@m/></#macro><@m/>', 'Blocks and calls are nested more than 1000 levels deep.'],
    [
      'a function that calls itself',
      '<#function f><#return f()></#function>${f()}',
      'Function calls are nested more than 200 levels deep.',
    ],
    ['a loop in a loop', '<#list 1..100000 as a><#list 1..100000 as b></#list></#list>', 'The template takes more than 1000 steps.'],
    ['a lot of output', '<#list 1..100000 as a>aaaaaaaaaaaaaaaaaaaa</#list>', 'The template prints more than 1000 characters.'],
  ])('%s', async (_name, template, message) => {
    const limits = {
      ...(message.includes('1000 steps') && { steps: 1000 }),
      ...(message.includes('100000 steps') && { steps: 100_000 }),
      ...(message.includes('1000 characters') && { output: 1000 }),
    };
    const running = render(template, {}, { limits });
    await expect(running).rejects.toThrow(message);
    await expect(running).rejects.toBeInstanceOf(TemplateLimitError);
  });

  test.each([
    ['brackets', `\${${'('.repeat(1e5)}`, 'Expressions are nested more than 100 levels deep.'],
    ['exclamation marks', `\${${'!'.repeat(1e5)}a}`, 'Expressions are nested more than 100 levels deep.'],
    ['blocks', '<#if true>'.repeat(1e4), 'Blocks are nested more than 100 levels deep.'],
    ['tags on one line', '<#if a><#else></#if> '.repeat(12_000), 'Line 1 has too many tags.'],
    ['an open comment', '<#--'.repeat(5e4), 'Line 1, column 1: --> is missing.'],
    ['an open string', `\${"${'a'.repeat(1e5)}`, 'The string is not closed.'],
    ['a template that is too long', 'a'.repeat(300_000), 'The template has 300000 characters, more than the maximum of 262144.'],
  ])('%s', (_name, template, message) => {
    expect(() => parse(template)).toThrow(message);
  });
});

test('keeps the keys of a hash that is joined a thousand times, the last value of each', async () => {
  const template =
    '<#assign h={"a":0,"b":0}><#list 1..1000 as i><#assign h=h+{"k"+i:i,"a":i}></#list>${h?keys?size} ${h.a} ${h.b} ${h.k7} ${h?keys[0]}';
  expect((await render(template, {})).output).toBe('1002 1000 0 7 a');
});

test('does not find a part that is longer than the text', async () => {
  const template = `<#assign s="a">${'<#assign s=s+s>'.repeat(16)}\${"aA"?replace(s,"b","i")} \${"aA"?split(s,"i")?size} \${"aA"?replace("A","$&","f")}`;
  expect((await render(template, {})).output).toBe('aA 1 a$&');
});

test('keeps the items of a list that is joined ten thousand times', async () => {
  const template = '<#assign x=[]><#list 1..10000 as i><#assign x=x+[i]></#list>${x?size} ${x[0]} ${x[9999]}';
  expect((await render(template, {})).output).toBe('10000 1 10000');
});

test('lets other work run during a long template', async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  await render('<#list 1..200000 as i>${i}</#list>', {});
  clearInterval(timer);
  expect(turns).toBeGreaterThan(3);
});

test('trims and compresses half a million spaces within a text as fast as a few', async () => {
  const blanks = ' '.repeat(500_000);
  const template = '${x?trim?length} <#compress>${x}</#compress>';
  expect((await render(template, { x: ` a${blanks}b ` })).output).toBe('500002 a b');
});

test('an aborted signal ends a render with its reason', async () => {
  const controller = new AbortController();
  const rendered = render('<#list 1..1000000 as a><#list 1..1000000 as b></#list></#list>', {}, { signal: controller.signal });
  controller.abort(new Error('The reader left.'));
  await expect(rendered).rejects.toThrow('The reader left.');
});
