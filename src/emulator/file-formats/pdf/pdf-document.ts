import type { Work } from '../../../runtime/slices.js';
import { joinBytes } from '../join-bytes.js';
import { PAGE_HEIGHT, PAGE_WIDTH, PdfPage } from './pdf-page.js';
import type { PngImage } from './png-image.js';

/*
 * A PDF 1.4 (ISO 32000-1). The first objects are the catalog, the list of pages, the document's information and two fonts.
 * Images and pages follow; the content of a page comes after the page. The file contains neither a time nor an id, so the same
 * pages give the same bytes.
 */

const FONTS = ['Helvetica', 'Helvetica-Bold'];
const CATALOG = 1;
const PAGES = 2;
const INFO = 3;
const FIRST_FONT = 4;
const FIRST_IMAGE = FIRST_FONT + FONTS.length;
/** The cost of writing a page, in steps of `inSlices`. */
const PAGE_STEPS = 40;

export class PdfDocument {
  readonly #pages: PdfPage[] = [];
  readonly #images: PngImage[] = [];

  addPage(): PdfPage {
    const page = new PdfPage();
    this.#pages.push(page);
    return page;
  }

  get pageCount(): number {
    return this.#pages.length;
  }

  /** Returns the number that pages use to show it. */
  addImage(image: PngImage): number {
    this.#images.push(image);
    return this.#images.length - 1;
  }

  /** @param title any text; readers show it as the window title */
  *write(title: string): Work<Uint8Array> {
    const file = new PdfFile();
    const firstPage = FIRST_IMAGE + this.#images.length;
    const kids = this.#pages.map((_, index) => `${firstPage + 2 * index} 0 R`).join(' ');
    file.add(`<< /Type /Catalog /Pages ${PAGES} 0 R >>`);
    file.add(`<< /Type /Pages /Count ${this.#pages.length} /Kids [${kids}] >>`);
    file.add(`<< /Title <FEFF${toUtf16Hex(title)}> /Producer (expensify-emulator) >>`);
    for (const font of FONTS) file.add(`<< /Type /Font /Subtype /Type1 /BaseFont /${font} /Encoding /WinAnsiEncoding >>`);
    for (const image of this.#images) {
      file.addStream(imageEntries(image), image.data);
      yield;
    }
    for (const [index, page] of this.#pages.entries()) {
      file.add(pageObject(page, firstPage + 2 * index + 1));
      file.addStream('', toLatin1(page.content()));
      yield PAGE_STEPS;
    }
    return file.end();
  }
}

function imageEntries({ width, height, bitsPerComponent, components }: PngImage): string {
  const space = components === 1 ? '/DeviceGray' : '/DeviceRGB';
  // 15: each row names its filter, as in PNG.
  const parameters = `<< /Predictor 15 /Colors ${components} /BitsPerComponent ${bitsPerComponent} /Columns ${width} >>`;
  return `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace ${space} /BitsPerComponent ${bitsPerComponent} /Filter /FlateDecode /DecodeParms ${parameters} `;
}

function pageObject(page: PdfPage, content: number): string {
  const fonts = FONTS.map((_, index) => `/F${index + 1} ${FIRST_FONT + index} 0 R`).join(' ');
  const images = [...page.images].map((image) => `/I${image} ${FIRST_IMAGE + image} 0 R`).join(' ');
  const resources = `<< /Font << ${fonts} >> /XObject << ${images} >> >>`;
  return `<< /Type /Page /Parent ${PAGES} 0 R /MediaBox [0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}] /Resources ${resources} /Contents ${content} 0 R >>`;
}

/** The objects, one after the other, and their offsets. */
class PdfFile {
  readonly #chunks: Uint8Array[] = [];
  readonly #offsets: number[] = [];
  #length = 0;

  constructor() {
    // Four bytes beyond ASCII tell programs that this file is binary.
    this.#write(toLatin1('%PDF-1.4\n%âãÏÓ\n'));
  }

  add(object: string): void {
    this.#begin();
    this.#write(toLatin1(`${object}\nendobj\n`));
  }

  addStream(entries: string, data: Uint8Array): void {
    this.#begin();
    this.#write(toLatin1(`<< ${entries}/Length ${data.length} >>\nstream\n`));
    this.#write(data);
    this.#write(toLatin1('\nendstream\nendobj\n'));
  }

  end(): Uint8Array {
    const start = this.#length;
    const size = this.#offsets.length + 1;
    const rows = this.#offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    this.#write(toLatin1(`xref\n0 ${size}\n0000000000 65535 f \n${rows}`));
    this.#write(toLatin1(`trailer\n<< /Size ${size} /Root ${CATALOG} 0 R /Info ${INFO} 0 R >>\nstartxref\n${start}\n%%EOF\n`));
    return joinBytes(this.#chunks);
  }

  #begin(): void {
    this.#offsets.push(this.#length);
    this.#write(toLatin1(`${this.#offsets.length} 0 obj\n`));
  }

  #write(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.#length += bytes.length;
  }
}

function toLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

function toUtf16Hex(text: string): string {
  let hex = '';
  for (let at = 0; at < text.length; at++) hex += text.charCodeAt(at).toString(16).padStart(4, '0');
  return hex;
}
