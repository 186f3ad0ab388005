/** Reads a PDF written by this project: its objects, through their table, and the texts of its pages. */
export interface ReadPdf {
  readonly objects: readonly string[];
  readonly pages: number;
  readonly texts: readonly string[];
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const file = Buffer.from(bytes).toString('latin1');
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1]);
  const table = /^xref\n0 (\d+)\n0000000000 65535 f \n((?:\d{10} 00000 n \n)*)trailer\n/.exec(file.slice(start));
  const offsets = (table?.[2]?.match(/^\d{10}/gm) ?? []).map(Number);
  if (offsets.length + 1 !== Number(table?.[1])) throw new Error('The table of objects is incomplete.');
  const objects = offsets.map((offset, index) => {
    const end = offsets[index + 1] ?? start;
    const object = file.slice(offset, end);
    if (!object.startsWith(`${index + 1} 0 obj\n`) || !object.endsWith('\nendobj\n'))
      throw new Error(`Object ${index + 1} is not at ${offset}.`);
    return object;
  });
  const shown = objects.flatMap((object) => [...object.matchAll(/\(((?:[^\\()]|\\.)*)\) Tj/g)]);
  return {
    objects,
    pages: objects.filter((object) => object.includes('/Type /Page ')).length,
    texts: shown.map(([, text = '']) => text.replace(/\\(.)/g, '$1')),
  };
}
