import { describe, expect, test } from 'vitest';
import { drawReceipt } from '../../../src/emulator/file-formats/draw-receipt.js';
import { FileLimitError } from '../../../src/emulator/file-formats/file-limit-error.js';
import { writeReportPdf } from '../../../src/emulator/file-formats/write-report-pdf.js';
import { HOSTILE_TEXTS } from '../../support/hostile-texts.js';
import { anExpense, aReport, usd } from '../../support/pdf-reports.js';
import { readPdf } from '../../support/read-pdf.js';

const written = async (changes: Parameters<typeof aReport>[0]) => readPdf(await writeReportPdf(aReport(changes)));
const receipt = drawReceipt({ merchant: 'Blue Bottle', amount: 1250, currency: 'USD', date: '2026-01-30' });

test('the header shows the facts about a report', async () => {
  const { texts, pages } = await written({});
  expect(pages).toBe(1);
  expect(texts).toEqual(
    expect.arrayContaining([
      'Trip to Zürich',
      'Report ID: 1234567890123456',
      'Submitter: ada@acme.example',
      'Status: APPROVED',
      'Policy: Acme',
      'Created: 2026-01-30',
      'Submitted: 2026-01-31',
      'Total 12.50 USD',
      'Page 1',
    ]),
  );
});

test('an expense is a row of date, merchant, category, tag, comment, amount and converted amount', async () => {
  const expense = anExpense({ category: 'Meals', tag: 'EMEA', comment: 'with (a) client \\o/', converted: { cents: -5, currency: 'EUR' } });
  const { texts } = await written({ expenses: [expense] });
  const first = texts.indexOf('Converted') + 1;
  expect(texts.slice(first, first + 7)).toEqual([
    '2026-01-30',
    'Blue Bottle',
    'Meals',
    'EMEA',
    'with (a) client \\o/',
    '12.50 USD',
    '-0.05 EUR',
  ]);
});

test('the history includes times', async () => {
  const { texts } = await written({ history: [{ at: '2026-01-31 09:00:00', text: 'ada@acme.example submitted' }] });
  expect(texts.slice(-2)).toEqual(['History', '2026-01-31 09:00:00 ada@acme.example submitted']);
});

test('the column headers are on every page of the table', async () => {
  const { texts, pages } = await written({ expenses: Array.from({ length: 200 }, () => anExpense()) });
  expect(pages).toBeGreaterThan(3);
  expect(texts.filter((text) => text === 'Merchant')).toHaveLength(pages);
  expect(texts.filter((text) => text === 'Blue Bottle')).toHaveLength(200);
});

describe('receipts', () => {
  const expenses = [anExpense({ receipt }), anExpense(), anExpense({ merchant: 'Sushi', receipt })];

  test('are small pictures after the table', async () => {
    const { pages, objects } = await written({ expenses });
    expect(pages).toBe(1);
    expect(objects.filter((object) => object.includes('/Subtype /Image'))).toHaveLength(2);
  });

  test('have one page each if full pages are requested', async () => {
    const { pages, texts } = await written({ expenses, fullPageReceipts: true });
    expect(pages).toBe(3);
    expect(texts).toContain('2026-01-30, Sushi, 12.50 USD');
  });

  test.each([
    ['not a picture', Buffer.from('%PDF-1.4')],
    ['nothing', new Uint8Array()],
    ['only the beginning of a PNG', receipt.slice(0, 20)],
    ['a PNG that is cut off in its header', receipt.slice(0, 30)],
    ['a PNG with transparency', receipt.map((byte, at) => (at === 25 ? 6 : byte))],
    ['an interlaced PNG', receipt.map((byte, at) => (at === 28 ? 1 : byte))],
    ['a PNG without pixels', receipt.map((byte, at) => (at >= 16 && at < 20 ? 0 : byte))],
    ['a PNG that claims a billion columns', receipt.map((byte, at) => (at === 16 ? 0x40 : byte))],
  ])('that are %s are shown as an empty frame', async (_, broken) => {
    const { texts, objects } = await written({ expenses: [anExpense({ receipt: Uint8Array.from(broken) })] });
    expect(texts).toContain('cannot be shown');
    expect(objects.join('')).not.toContain('/Subtype /Image');
  });
});

describe('texts', () => {
  test.each([
    ['Western letters and signs are kept', 'Zürich – “50 €” … ñ', 'Zürich \u0096 \u009350 \u0080\u0094 \u0085 ñ'],
    ['other letters lose their accents', 'Čapek ő ṩ', 'Capek o s'],
    ['composed and decomposed letters are the same', 'Zu\u0308rich', 'Zürich'],
    ['other scripts become question marks', '日本 Ж 😀', '?? ? ?'],
    ['line ends and control characters become spaces', 'a\nb\t\u0000c', 'a b c'],
    ['invisible characters vanish', 'a\u200b\u202e\ufeffb', 'ab'],
    ['half a surrogate pair becomes a question mark', 'a\ud800b', 'a?b'],
    ['an accent without a letter vanishes', ' \u0301\u20ddx', 'x'],
  ])('%s', async (_, merchant, shown) => {
    const { texts } = await written({ expenses: [anExpense({ merchant })] });
    expect(texts[texts.indexOf('2026-01-30') + 1]).toBe(shown);
  });

  test('the title of the document keeps every character', async () => {
    const { objects } = await written({ title: '日😀' });
    expect(objects[2]).toContain('/Title <FEFF65e5d83dde00>');
  });

  test('long texts are broken between words, and cut off after four lines', async () => {
    const { texts } = await written({ expenses: [anExpense({ comment: 'seventeen letters '.repeat(40) })] });
    const comment = texts.filter((text) => text.includes('seventeen'));
    expect(comment).toHaveLength(4);
    expect(comment.slice(0, 3)).toEqual(Array(3).fill('seventeen letters'));
    expect(comment[3]).toMatch(/\u0085$/);
  });

  test('a word that is wider than its column is broken', async () => {
    const { texts } = await written({ expenses: [anExpense({ tag: 'W'.repeat(20) })] });
    const parts = texts.filter((text) => /^W+$/.test(text));
    expect(parts.join('')).toBe('W'.repeat(20));
    expect(parts.length).toBeGreaterThan(2);
  });

  test('a megabyte in every field is cut off', async () => {
    const long = '\\(é 日\u0000'.repeat(150_000);
    const report = aReport({
      ...{ title: long, reportID: long, submitter: long, status: long, policy: long },
      dates: [{ name: long, date: long }],
      expenses: [anExpense({ date: long, merchant: long, category: long, tag: long, comment: long, amount: { cents: 1, currency: long } })],
      total: { cents: 1, currency: long },
      history: [{ at: long, text: long }],
    });
    const { pages } = readPdf(await writeReportPdf(report));
    expect(pages).toBeLessThan(4);
  });

  test('every plane of Unicode and hostile texts are converted to WinAnsi', async () => {
    const planes = Array.from({ length: 17 * 256 }, (_, index) => String.fromCodePoint(index * 256 + 0x41));
    const merchants = [...HOSTILE_TEXTS, ') Tj ET endstream endobj', planes.join(' ').toWellFormed()];
    const { texts } = await written({ expenses: merchants.map((merchant) => anExpense({ merchant })), total: usd(Number.NaN) });
    expect(texts.filter((text) => /[^ -~\u0080-\u00ff]/.test(text))).toEqual([]);
    expect(texts).toContain(') Tj ET endstream endobj');
  });
});

test('the same report gives the same bytes', async () => {
  const report = aReport({ expenses: [anExpense({ receipt })], fullPageReceipts: true });
  expect(await writeReportPdf(report)).toEqual(await writeReportPdf(report));
});

test('a PDF contains no times and no ids', async () => {
  const { objects } = await written({});
  expect(objects.join('')).not.toMatch(/\/(CreationDate|ModDate|ID)\b/);
});

test('refuses 100,001 expenses', async () => {
  const error = await writeReportPdf(aReport({ expenses: Array(100_001).fill(anExpense()) })).catch((caught) => caught);
  expect(error).toBeInstanceOf(FileLimitError);
  expect(error.message).toBe('The report has 100001 expenses, but a PDF can have at most 100000. Split the report, or export csv.');
});
