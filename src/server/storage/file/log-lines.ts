import { crc32 } from 'node:zlib';

/** Where a log stands: the number of its last entry, and the checksum of that entry and all before it. */
export interface LogPosition {
  readonly sequence: number;
  readonly sum: number;
}

/** A line as bytes, which hold until the next line is made, and where the log stands after it. */
export interface WrittenLine {
  readonly bytes: Buffer;
  readonly position: LogPosition;
}

/** The `}` and the end of the line after the entry. */
const TAIL = 2;
/** As much of a line as its head can take. */
const MAX_HEAD = 80;
const LINE_END = 0x0a;
const CLOSING_BRACE = 0x7d;
const MAX_BYTES_OF_UNIT = 3;

/** Most lines are short and are made here, one after the other, without a new buffer for each. */
const shared = Buffer.allocUnsafeSlow(16 * 1024);

/** One line of a log: `{"n":12,"bytes":34,"crc":"0a1b2c3d","entry":{…}}`. Each checksum continues the one before, so no line can be left out. */
export function toLine({ sequence, sum }: LogPosition, json: string): WrittenLine {
  return makeLine(sequence + 1, sum, json);
}

/** The first line of a log, which has the number of the entry before its first one. */
export function toFirstLine({ sequence }: LogPosition, json: string): WrittenLine {
  return makeLine(sequence, sequence, json);
}

/** The entry is encoded behind the longest possible head, and the head then goes right before it. */
function makeLine(sequence: number, sumBefore: number, json: string): WrittenLine {
  const most = MAX_HEAD + json.length * MAX_BYTES_OF_UNIT + TAIL;
  const line = most <= shared.length ? shared : Buffer.allocUnsafe(most);
  const end = MAX_HEAD + line.write(json, MAX_HEAD);
  const sum = crc32(line.subarray(MAX_HEAD, end), sumBefore);
  const head = `{"n":${sequence},"bytes":${end - MAX_HEAD},"crc":"${sum.toString(16).padStart(8, '0')}","entry":`;
  const start = MAX_HEAD - head.length;
  line.write(head, start, 'latin1');
  line[end] = CLOSING_BRACE;
  line[end + 1] = LINE_END;
  return { bytes: line.subarray(start, end + TAIL), position: { sequence, sum } };
}

/** A line that was read. */
export interface LogLine {
  readonly offset: number;
  readonly json: string;
  readonly position: LogPosition;
}

/** How a log ends: `torn` bytes at the end belong to a line that was not written to its end. */
export interface LogEnd {
  readonly offset: number;
  readonly torn: number;
}

/** Thrown for a line that is not as it was written. */
export class DamagedLineError extends Error {
  constructor(readonly offset: number) {
    super(`the line at byte ${offset} is not as it was written`);
  }
}

const HEAD = /^\{"n":(\d{1,15}),"bytes":(\d{1,10}),"crc":"([0-9a-f]{8})","entry":/;
/** The beginning of a head. */
const PARTIAL_HEAD = new RegExp(
  `^${['{"n":', /\d{1,15}/, ',"bytes":', /\d{1,10}/, ',"crc":"', ...Array<RegExp>(8).fill(/[0-9a-f]/), '","entry":']
    .flatMap((part) => (typeof part === 'string' ? [...part].map((sign) => `[${sign}]`) : [part.source]))
    .reduceRight((rest, part) => `(?:${part}${rest})?`, '')}$`,
);

/** Reads the lines of a log. Throws DamagedLineError. */
export function* readLines(bytes: Buffer): Generator<LogLine, LogEnd> {
  let position: LogPosition | undefined;
  for (let offset = 0; ; ) {
    const end = bytes.indexOf(LINE_END, offset);
    if (end === -1) {
      const rest = bytes.subarray(offset);
      if (!isTorn(rest)) throw new DamagedLineError(offset);
      return { offset, torn: rest.length };
    }
    const line = readLine(bytes.subarray(offset, end + 1), offset, position);
    yield line;
    ({ position } = line);
    offset = end + 1;
  }
}

function readLine(bytes: Buffer, offset: number, before: LogPosition | undefined): LogLine {
  const head = headOf(bytes);
  if (head === undefined || head.length + head.bytes + TAIL !== bytes.length || bytes.at(-TAIL) !== CLOSING_BRACE)
    throw new DamagedLineError(offset);
  const { position } = head;
  const content = bytes.subarray(head.length, -TAIL);
  const isNext = before === undefined || position.sequence === before.sequence + 1;
  if (!isNext || crc32(content, before?.sum ?? position.sequence) !== position.sum) throw new DamagedLineError(offset);
  return { offset, json: content.toString('utf8'), position };
}

function headOf(bytes: Buffer) {
  const [head, sequence, length, sum] = HEAD.exec(bytes.toString('latin1', 0, MAX_HEAD)) ?? [];
  if (head === undefined || sequence === undefined || length === undefined || sum === undefined) return undefined;
  return { length: head.length, bytes: Number(length), position: { sequence: Number(sequence), sum: Number.parseInt(sum, 16) } };
}

/** The beginning of a line, or nothing, or the zeros that a power failure leaves where a write had not reached the disk. */
function isTorn(rest: Buffer): boolean {
  const head = headOf(rest);
  if (head !== undefined) return rest.length < head.length + head.bytes + TAIL;
  if (rest.length <= MAX_HEAD && PARTIAL_HEAD.test(rest.toString('latin1'))) return true;
  return rest.every((byte) => byte === 0);
}
