import { sizeOf, type WeightTensor } from '../../../maths/weights.ts';
import { encodeFloat16 } from '../../bytes/float16.ts';

/** Number format of the tensors: 32-bit or 16-bit floats. */
export type SafetensorsFormat = 'F32' | 'F16';

const bytesPerValue: Record<SafetensorsFormat, number> = { F32: 4, F16: 2 };
const alignment = 8; // as the safetensors library pads its header, so that 32-bit values can be views of the file

/**
 * Writes tensors as a safetensors file (github.com/huggingface/safetensors), in the order they come, without gaps.
 *
 * @param tensors by name, row-major in the shape of each: (out, in) of a linear layer
 * @param metadata texts for the header's `__metadata__`
 * @param format 16-bit floats halve the file and keep 11 bits of each value. Default 32-bit
 * @throws RangeError for a name given twice, or values that do not fill their shape
 */
export function writeSafetensors(
  tensors: Iterable<[string, WeightTensor]>,
  metadata: Readonly<Record<string, string>> = {},
  format: SafetensorsFormat = 'F32',
): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: { ...metadata } };
  const parts: Float32Array[] = [];
  let length = 0;
  for (const [name, { shape, values }] of tensors) {
    if (Object.hasOwn(header, name)) throw new RangeError(`need each tensor once; got ${name} twice`);
    if (values.length !== sizeOf(shape)) {
      throw new RangeError(`need ${sizeOf(shape)} values for ${name}; got ${values.length}`);
    }
    const end = length + values.length * bytesPerValue[format];
    header[name] = { dtype: format, shape, data_offsets: [length, end] };
    parts.push(values);
    length = end;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const headerBytes = Math.ceil(text.length / alignment) * alignment;
  const file = new Uint8Array(alignment + headerBytes + length).fill(
    0x20,
    alignment,
    alignment + headerBytes,
  ); // spaces
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
  file.set(text, alignment);
  let at = alignment + headerBytes;
  for (const values of parts) {
    const bytes = format === 'F16' ? encodeFloat16(values) : littleEndian(values);
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

/** A view: every machine that runs a browser is little-endian, as the format is. */
function littleEndian({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
