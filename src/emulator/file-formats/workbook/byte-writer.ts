/** Little-endian bytes in a growing buffer. */
export class ByteWriter {
  #bytes = new Uint8Array(4096);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  u8(value: number): this {
    const at = this.#grow(1);
    this.#bytes[at] = value;
    return this;
  }

  u16(...values: number[]): this {
    for (const value of values) {
      const at = this.#grow(2);
      this.#view.setUint16(at, value, true);
    }
    return this;
  }

  u32(...values: number[]): this {
    for (const value of values) {
      const at = this.#grow(4);
      this.#view.setUint32(at, value, true);
    }
    return this;
  }

  f64(value: number): this {
    const at = this.#grow(8);
    this.#view.setFloat64(at, value, true);
    return this;
  }

  /** One byte for each character up to U+00FF. */
  latin1(text: string): this {
    let to = this.#grow(text.length);
    for (let at = 0; at < text.length; at++) this.#bytes[to++] = text.charCodeAt(at);
    return this;
  }

  utf16(text: string): this {
    for (let at = 0; at < text.length; at++) this.u16(text.charCodeAt(at));
    return this;
  }

  bytes(bytes: Uint8Array): this {
    const at = this.#grow(bytes.length);
    this.#bytes.set(bytes, at);
    return this;
  }

  /** Pads with zeros, or another byte, up to a total of `length` bytes. */
  padTo(length: number, value = 0): this {
    if (length > this.#length) {
      const at = this.#grow(length - this.#length);
      this.#bytes.fill(value, at, length);
    }
    return this;
  }

  /** Overwrites the bytes at `at`. */
  setU16(at: number, value: number): void {
    this.#view.setUint16(at, value, true);
  }

  toBytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Makes room and returns its offset. */
  #grow(by: number): number {
    const at = this.#length;
    this.#length += by;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, at));
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }
}
