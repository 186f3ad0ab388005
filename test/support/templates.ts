import fc from 'fast-check';

/** The data for generated templates. */
export const MODEL = {
  a: 'x y',
  b: true,
  n: 1234.5,
  s: '<a href="q">\'/&\\\n',
  xs: [1, 2, 3],
  ys: [
    { k: 'p', v: 10, w: [] },
    { k: '', v: -2.005, w: ['q'] },
  ],
  h: { k: 'v', m: { q: 2 }, list: ['a', 'b'] },
  t: '2026-02-03',
  e: '',
  d: 0,
  z0: false,
};

const NAMES = ['a', 'b', 'n', 's', 'xs', 'h', 'zzz', 't', 'e', 'ys', 'd', 'z0'];
const NUMBERS = ['0', '1', '2', '7', '10', '100', '0.5', '1.25', '0.125', '3.14159', '1000000', '12345.678'];
const STRINGS = ["'a'", '"b"', "''", "'a,b,c'", "'Hello World'", "'\\n'", '"x${n}y"', "'2026-01-02'", "'12.5'", "'<b>'", "'é'"];
const NUMBER_FORMATS = ['"0.00"', '"0.##"', '"#,##0.00"', '"000"', '"#"', '"0%"', '"#.#"', '".00"'];
const DATE_FORMATS = ['"M/d/yy"', '"dd.MM.yyyy"', '"MMM d, yyyy"', '"EEE"', '"yyyy"'];
const BUILT_INS = (
  'json_string js_string html xml j_string cap_first lower_case uncap_first capitalize xhtml word_list first last reverse keys values number ' +
  'round floor ceiling int abs is_string is_number is_boolean is_sequence is_hash is_hash_ex is_enumerable is_date is_method is_macro exists ' +
  'if_exists chop_linebreak c upper_case trim length size has_content string'
).split(' ');

/** Pieces in which `E` is an expression, `S` a string, `V` a name and `F`, `D` formats. */
const EXPRESSIONS = [
  'V',
  'V',
  '#',
  'S',
  'E + E',
  'E - E',
  'E * E',
  'E / E',
  'E % E',
  '(E)',
  '(E == E)',
  '(E != E)',
  '(E < E)',
  '(E >= E)',
  '(E gt E)',
  '(E && E)',
  '(E || E)',
  '!b',
  '!zzz',
  '!(a == s)',
  '-n',
  '-1',
  'V!',
  'V!E',
  '(E)!E',
  '(zzz.q)!S',
  'V??',
  '(E)??',
  'E?B',
  'E?B',
  'E?B',
  'n?string(F)',
  '(n/3)?string(F)',
  '1.005?string(F)',
  '(E)?string("y","n")',
  'b?then(E, E)',
  'zzz?then(E, E)',
  '(n > 2)?then(E, E)',
  'E?replace(S, S)',
  'E?contains(S)',
  'E?split(",")',
  'E?join(", ")',
  'E?join("-", "none")',
  't?date("yyyy-MM-dd")?string(D)',
  'S?date("yyyy-MM-dd")?string(D)',
  't?date("yyyy-MM-dd")',
  '[E, E]',
  '[]',
  '{S: E}',
  'E[0]',
  'E[5]',
  'E[-1]',
  'E[0..1]',
  'E[1..]',
  '1..3',
  '1..0',
  '1..n',
  'xs?map(x -> x + #)',
  'xs?filter(x -> x > 1)',
  'xs?take_while(x -> x < 3)',
  'E?seq_contains(E)',
  'E?starts_with(S)',
  'E?substring(1)',
  'h.k',
  'h.m',
  'h.m.q',
  'h.list',
  'h.nope',
  'ys[0].k',
  'ys[1].v',
  'ys[0].w',
  'E?index_of(S)',
  'E?default(E)',
  'f(E, E)',
  'f(E)',
  'E?left_pad(5, "0")',
  'E?right_pad(7, "ab")',
];

/** Tags in which `B` is a body, `L` a loop body and `W` white space. */
const TAGS = [
  '${E}',
  '${E}',
  '${E}',
  '<#t>',
  '<#lt/>',
  '<#rt>',
  '<#nt>',
  '<#-- c -->',
  '<#--\nm\n-->',
  '<#if E>B</#if>',
  '<#if b>B<#else>B</#if>',
  '<#if E>B<#elseif E>B<#else>B</#if>',
  '<#if zzz??>B<#elseif b>B</#if>',
  '<#list xs as x>L</#list>',
  '<#list ys as x>L</#list>',
  '<#list zzz![] as x>L</#list>',
  '<#list E as x>L</#list>',
  '<#list 1..3 as x>L</#list>',
  '<#list xs as x>L<#sep>L</#sep>L</#list>',
  '<#list xs as x>${x}<#sep>, </#list>',
  '<#list h as k, w>${k}B</#list>',
  '<#list xs>W<#items as x>L</#items>W<#else>B</#list>',
  '<#list []>W<#items as x>L</#items>W<#else>B</#list>',
  '<#assign v = E>',
  '<#assign v>B</#assign>',
  '${v!"-"}',
  '<#assign c += E>',
  '<#assign c++>',
  '<#compress>B</#compress>',
  '<#attempt>B<#recover>B</#attempt>',
  '<@m/>',
  '<@m p=1/>',
  '<@m E/>',
  '<@m q=2/>',
  '<@m p=1>B</@m>',
  '<#noparse>${x}W</#noparse>',
];
const IN_LOOPS = [
  '${x}',
  '${x?index}',
  '${x?counter}${x?has_next?c}',
  '${x_index}',
  '<#if x?has_next>,</#if>',
  '<#if x?index == 1><#continue></#if>',
  '<#if x?index == 1><#break></#if>',
  '${x?item_parity}',
];
const SPACES = ['', '', ' ', '\n', '\n  ', '  \n', '\n\n', ' \n \n', '\r\n', '\t', '  '];
const TEXTS = ['', 'x', 'foo', ',', ' a ', '"', '$', '{', '<', '# ', 'é', ';'];
const DEFINITIONS =
  '<#assign c = 0><#macro m p q="d">W${p}${q}<#nested>W</#macro>W<#function f a b><#if a?is_number><#return a + b></#if><#return b></#function>W';

/** Templates with all features of the engine, valid and invalid. */
export const templates: fc.Arbitrary<string> = fc
  .array(fc.nat(0xffff), { minLength: 400, maxLength: 400 })
  .map((numbers) => new Writer(numbers).template());

/** Chooses with the given numbers, repeatedly. */
class Writer {
  #at = 0;

  constructor(readonly numbers: readonly number[]) {}

  template(): string {
    const definitions = this.#next(2) === 0 ? '' : this.#fill(DEFINITIONS, 0, false);
    return definitions + this.#body(3, false) + this.#body(2, false);
  }

  #next(count: number): number {
    const number = this.numbers[this.#at++ % this.numbers.length] ?? 0;
    // Reused numbers lead to other choices.
    return (number + Math.floor(this.#at / this.numbers.length) * 7919) % count;
  }

  #pick(from: readonly string[]): string {
    return from[this.#next(from.length)] ?? '';
  }

  #expression(depth: number): string {
    const piece = depth > 0 ? this.#pick(EXPRESSIONS) : this.#pick(['V', '#', 'S', 'true', 'false', 'h.k', 'xs[1]']);
    return piece.replace(/\b[VSEFDB]\b|#/g, (kind) => this.#part(kind, depth));
  }

  #part(kind: string, depth: number): string {
    if (kind === 'E') return this.#expression(depth - 1);
    const from: Record<string, readonly string[]> = {
      V: NAMES,
      '#': NUMBERS,
      S: STRINGS,
      F: NUMBER_FORMATS,
      D: DATE_FORMATS,
      B: BUILT_INS,
    };
    return this.#pick(from[kind] ?? []);
  }

  #body(depth: number, isInLoop: boolean): string {
    let text = '';
    for (let left = this.#next(4); left > 0; left--)
      text += this.#pick(SPACES) + this.#tag(depth, isInLoop) + this.#pick(SPACES) + this.#pick(TEXTS);
    return text + this.#pick(SPACES);
  }

  #tag(depth: number, isInLoop: boolean): string {
    if (depth <= 0)
      return this.#fill(this.#pick(['${E}', 'x', '<#t>', '<#lt>', '<#rt>', '<#-- c -->', '<#assign v = E>', '${v!}']), 0, isInLoop);
    return this.#fill(this.#pick(isInLoop ? [...TAGS, ...IN_LOOPS] : TAGS), depth, isInLoop);
  }

  #fill(tag: string, depth: number, isInLoop: boolean): string {
    return tag.replace(/\bE\b|[BLW]/g, (kind) => {
      if (kind === 'E') return this.#expression(2);
      return kind === 'W' ? this.#pick(SPACES) : this.#body(depth - 1, isInLoop || kind === 'L');
    });
  }
}
