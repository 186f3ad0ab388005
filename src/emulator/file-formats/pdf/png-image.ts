import { joinBytes } from '../join-bytes.js';

/** A PNG as embedded in a PDF: its compressed data is used unchanged. */
export interface PngImage {
  readonly width: number;
  readonly height: number;
  readonly bitsPerComponent: number;
  /** 1 for grey, 3 for red, green and blue. */
  readonly components: 1 | 3;
  readonly data: Uint8Array;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const MAX_SIDE = 10_000;
const GREY = 0;
const RGB = 2;

/** Reads what PDF can embed: grey or RGB, neither transparent nor interlaced. Returns undefined for anything else. */
export function readPng(bytes: Uint8Array): PngImage | undefined {
  if (SIGNATURE.some((byte, at) => bytes[at] !== byte)) return undefined;
  const chunks = [...chunksOf(bytes)];
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (header === undefined || header.length !== 13) return undefined;
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [bitsPerComponent = 0, color, compression, filter, interlace] = header.subarray(8);
  if (width === 0 || height === 0 || width > MAX_SIDE || height > MAX_SIDE) return undefined;
  if ((color !== GREY && color !== RGB) || compression !== 0 || filter !== 0 || interlace !== 0) return undefined;
  const data = joinBytes(chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data));
  return { width, height, bitsPerComponent, components: color === RGB ? 3 : 1, data };
}

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

function* chunksOf(bytes: Uint8Array): Generator<Chunk, void, undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = SIGNATURE.length; at + 12 <= bytes.length; ) {
    const start = at + 8;
    const end = start + view.getUint32(at);
    if (end + 4 > bytes.length) return;
    yield { type: String.fromCharCode(...bytes.subarray(at + 4, start)), data: bytes.subarray(start, end) };
    at = end + 4;
  }
}
