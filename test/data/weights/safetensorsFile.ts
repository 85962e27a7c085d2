import type { WeightTensor } from '../../../src/maths/weights.ts';

/** 32-bit floats as the safetensors library writes them: header length, header padded to 8 bytes, values. */
export function safetensorsFile(tensors: Iterable<[string, WeightTensor]>): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  const all = [...tensors];
  let length = 0;
  for (const [name, { shape, values }] of all) {
    header[name] = { dtype: 'F32', shape, data_offsets: [length, length + values.byteLength] };
    length += values.byteLength;
  }
  const text = JSON.stringify(header);
  const headerBytes = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 8) * 8));
  const file = new Uint8Array(8 + headerBytes.length + length);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes.length), true);
  file.set(headerBytes, 8);
  let at = 8 + headerBytes.length;
  for (const [, { values }] of all) {
    file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return file;
}
