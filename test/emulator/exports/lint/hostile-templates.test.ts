import { describe, expect, test } from 'vitest';
import { lintTemplate } from '../../../../src/emulator/exports/lint/lint-template.js';
import { cpuTime } from '../../../support/longest-pause.js';

describe('hostile templates take less than a second of work', () => {
  const long = 250_000;
  test.each([
    ['a sum of many', `\${${'a+'.repeat(long / 2)}a}`],
    ['conditions of many', `<#if ${'a?? && '.repeat(long / 8)}b??>x</#if>`],
    ['a long path', `\${${'a.'.repeat(long / 2)}a}`],
    ['many names', '${zz1}${zz2}'.repeat(long / 12)],
    ['many variables', Array.from({ length: 12_000 }, (_, i) => `<#assign v${i} = x${i}>`).join('')],
    ['many free texts in a line', `<#list reports as report>${'${report.reportName},'.repeat(long / 21)}</#list>`],
    ['many quotes', '"'.repeat(long)],
    ['many tags', '<#'.repeat(long / 2)],
    ['many comments', '<!-- use '.repeat(long / 9)],
    ['deep blocks', `${'<#if a??>'.repeat(99)}${'${b}'.repeat(20_000)}${'</#if>'.repeat(99)}`],
  ])('%s', (_, template) => {
    const start = process.cpuUsage();
    expect(lintTemplate(template).length).toBeLessThanOrEqual(503);
    expect(cpuTime(start)).toBeLessThan(1000);
  });
});
