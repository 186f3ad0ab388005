import { ByteWriter } from './byte-writer.js';

/*
 * The container of an xls file ([MS-CFB], version 3): sectors of 512 bytes, chained by a table (FAT), which is listed in the
 * header or in separate sectors (DIFAT). It contains one stream.
 */

const SECTOR = 512;
/** Shorter streams would need a container of their own. */
const MIN_STREAM = 4096;
const FAT_ENTRIES = SECTOR / 4;
const DIFAT_ENTRIES = FAT_ENTRIES - 1;
const DIFAT_IN_HEADER = 109;

const FREE = 0xffffffff;
const END_OF_CHAIN = 0xfffffffe;
const FAT_SECTOR = 0xfffffffd;
const DIFAT_SECTOR = 0xfffffffc;

/** The first sector and the number of sectors of each kind: stream, directory, FAT, DIFAT in this order. */
interface Plan {
  readonly stream: number;
  readonly fat: number;
  readonly difat: number;
}

/** A compound file with one stream, e.g. `Workbook`. */
export function writeCompoundFile(name: string, stream: Uint8Array): Uint8Array {
  const length = Math.max(stream.length, MIN_STREAM);
  const plan = planSectors(Math.ceil(length / SECTOR));
  const file = new ByteWriter();
  writeHeader(file, plan);
  file.bytes(stream).padTo(SECTOR + plan.stream * SECTOR);
  writeDirectory(file, name, length);
  writeFat(file, plan);
  writeDifat(file, plan);
  return file.toBytes();
}

function planSectors(stream: number): Plan {
  for (let fat = 1, difat = 0; ; ) {
    const needed = Math.ceil((stream + 1 + fat + difat) / FAT_ENTRIES);
    const lists = Math.ceil(Math.max(0, needed - DIFAT_IN_HEADER) / DIFAT_ENTRIES);
    if (needed === fat && lists === difat) return { stream, fat, difat };
    fat = needed;
    difat = lists;
  }
}

const firstFat = ({ stream }: Plan): number => stream + 1;
const firstDifat = (plan: Plan): number => firstFat(plan) + plan.fat;

function writeHeader(file: ByteWriter, plan: Plan): void {
  file.u32(0xe011cfd0, 0xe11ab1a1).padTo(24);
  // Minor and major version, byte order, sizes of sectors and of small sectors as powers of two.
  file.u16(0x3e, 3, 0xfffe, 9, 6).padTo(44);
  file.u32(plan.fat, plan.stream, 0, MIN_STREAM, END_OF_CHAIN, 0);
  file.u32(plan.difat === 0 ? END_OF_CHAIN : firstDifat(plan), plan.difat);
  for (let index = 0; index < DIFAT_IN_HEADER; index++) file.u32(index < plan.fat ? firstFat(plan) + index : FREE);
}

function writeDirectory(file: ByteWriter, name: string, length: number): void {
  writeEntry(file, { name: 'Root Entry', type: 5, child: 1, start: END_OF_CHAIN, length: 0 });
  writeEntry(file, { name, type: 2, child: FREE, start: 0, length });
  for (let unused = 0; unused < 2; unused++) writeEntry(file, { name: '', type: 0, child: FREE, start: 0, length: 0 });
}

interface Entry {
  readonly name: string;
  readonly type: 0 | 2 | 5;
  readonly child: number;
  readonly start: number;
  readonly length: number;
}

function writeEntry(file: ByteWriter, { name, type, child, start, length }: Entry): void {
  const at = file.length;
  file.utf16(name).padTo(at + 64);
  file.u16(name === '' ? 0 : 2 * (name.length + 1));
  file.u8(type).u8(1).u32(FREE, FREE, child);
  // No class and no times, so the same workbook gives the same bytes.
  file.padTo(at + 116).u32(start, length, 0);
}

function writeFat(file: ByteWriter, plan: Plan): void {
  const end = file.length + plan.fat * SECTOR;
  for (let sector = 1; sector < plan.stream; sector++) file.u32(sector);
  file.u32(END_OF_CHAIN, END_OF_CHAIN);
  for (let sector = 0; sector < plan.fat; sector++) file.u32(FAT_SECTOR);
  for (let sector = 0; sector < plan.difat; sector++) file.u32(DIFAT_SECTOR);
  file.padTo(end, 0xff);
}

function writeDifat(file: ByteWriter, plan: Plan): void {
  for (let sector = 0; sector < plan.difat; sector++) {
    const from = DIFAT_IN_HEADER + sector * DIFAT_ENTRIES;
    for (let index = from; index < from + DIFAT_ENTRIES; index++) file.u32(index < plan.fat ? firstFat(plan) + index : FREE);
    file.u32(sector + 1 < plan.difat ? firstDifat(plan) + sector + 1 : END_OF_CHAIN);
  }
}
