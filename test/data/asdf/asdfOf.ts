import { deflateSync } from 'node:zlib';

/** A block as the ASDF Standard lays it out. @returns (n) bytes */
export function block(stored: Uint8Array, bytes = stored.length, packing = ''): Uint8Array {
  const header = new Uint8Array(54);
  const view = new DataView(header.buffer);
  header.set([0xd3, 0x42, 0x4c, 0x4b]);
  view.setUint16(4, 48);
  header.set(new TextEncoder().encode(packing), 10);
  view.setBigUint64(14, BigInt(stored.length));
  view.setBigUint64(22, BigInt(stored.length));
  view.setBigUint64(30, BigInt(bytes));
  return Uint8Array.from([...header, ...stored]);
}

/** An ASDF file of a tree and blocks. @returns (n) bytes */
export async function asdfFile(tree: string, ...blocks: Uint8Array[]): Promise<ArrayBuffer> {
  const head = `#ASDF 1.0.0\n#ASDF_STANDARD 1.6.0\n%YAML 1.1\n%TAG ! tag:stsci.edu:asdf/\n--- !core/asdf-1.1.0\n${tree}\n...\n`;
  return new Blob([head, ...(blocks as Uint8Array<ArrayBuffer>[])]).arrayBuffer();
}

/** A square picture of (n) singles, packed with zlib, as an ASDF file. @returns (n) bytes */
export async function asdfOf(values: Float32Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(values.buffer);
  const side = Math.sqrt(values.length);
  const tree = `a: !core/ndarray-1.1.0 {source: 0, datatype: float32, byteorder: little, shape: [${side}, ${side}]}`;
  return new Uint8Array(await asdfFile(tree, block(deflateSync(bytes), bytes.length, 'zlib')));
}
