import { crc32, inflateSync } from 'node:zlib';

/** The pixels of a 1-bit greyscale PNG, one string for each row: `#` is black. Checksums are checked with Node's zlib. */
export function readPixels(png: Uint8Array): { readonly width: number; readonly height: number; readonly rows: readonly string[] } {
  const bytes = Buffer.from(png);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    if (crc32(body) !== bytes.readUInt32BE(at + 8 + length)) throw new Error('The checksum of a chunk is wrong.');
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4));
    at += 12 + length;
  }
  const header = chunks.get('IHDR') ?? Buffer.alloc(0);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const data = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  const length = Math.ceil(width / 8) + 1;
  const rows = Array.from({ length: height }, (_, row) =>
    [...data.subarray(row * length + 1, (row + 1) * length)]
      .map((byte) => byte.toString(2).padStart(8, '0'))
      .join('')
      .slice(0, width)
      .replaceAll('0', '#')
      .replaceAll('1', ' '),
  );
  return { width, height, rows };
}
