import { sizeOf } from '../../../maths/weights.ts';
import {
  PersistentId,
  PickleClass,
  PickleObject,
  PickleTuple,
  type PickleValue,
} from '../pickle/pickleValues.ts';
import { shown, shownShape, unreadable } from '../unreadableWeights.ts';
import { bytesPerNumber, checkedSize, decodeNumbers, type NumberFormat } from './storedNumbers.ts';

const storageFormats = new Map<string, NumberFormat>([
  ['torch FloatStorage', 'float32'],
  ['torch HalfStorage', 'float16'],
  ['torch BFloat16Storage', 'bfloat16'],
  ['torch DoubleStorage', 'float64'],
  ['torch LongStorage', 'int64'],
  ['torch IntStorage', 'int32'],
]);

const damaged = 'the file is damaged, fetch it again';

/** A tensor as torch pickles it: a strided window on a storage. All counts are of numbers, not bytes. */
interface TorchTensor {
  /** The storage's name in the archive: data/KEY. */
  key: string;
  format: NumberFormat;
  /** Length of the whole storage. */
  storageLength: number;
  offset: number;
  shape: number[];
  strides: number[];
}

/** The tensor a pickled value stands for, or undefined if it is none, such as a number or raw bytes. Parameters are unwrapped. */
export function torchTensorOf(name: string, value: PickleValue): TorchTensor | undefined {
  let object = value;
  if (object instanceof PickleObject && object.of.name === 'torch._utils _rebuild_parameter') {
    object = object.args.items[0];
  }
  if (!(object instanceof PickleObject) || object.of.name !== 'torch._utils _rebuild_tensor_v2')
    return undefined;
  const [storage, offset, shape, strides] = object.args.items;
  if (!(storage instanceof PersistentId && storage.id instanceof PickleTuple)) return misfit(name);
  const [kind, type, key, , storageLength] = storage.id.items;
  if (kind !== 'storage' || !(type instanceof PickleClass) || typeof key !== 'string') return misfit(name);
  if (!(shape instanceof PickleTuple && strides instanceof PickleTuple)) return misfit(name);
  const format = storageFormats.get(type.name);
  if (format === undefined) {
    return unreadable(
      `need ${shown(name)} in 16-, 32- or 64-bit floats or whole numbers; got ${shown(type.name)}: convert it to float32`,
    );
  }
  if (!isCount(storageLength) || !isCount(offset)) return misfit(name);
  const size = checkedSize(name, shape.items, storageLength);
  if (strides.items.length !== shape.items.length || !strides.items.every(isCount)) return misfit(name);
  const tensor: TorchTensor = {
    key,
    format,
    storageLength,
    offset,
    shape: shape.items as number[],
    strides: strides.items as number[],
  };
  if (size > 0 && lastIndex(tensor) >= storageLength) {
    return unreadable(
      `need ${shown(name)} of shape ${shownShape(shape.items)} within its storage of ${storageLength} numbers; got one that reaches beyond: ${damaged}`,
    );
  }
  return tensor;
}

/**
 * The numbers of a tensor in row-major order: a view of the storage where it lies so already and is float32, else a copy.
 *
 * @param storage its whole storage's bytes
 * @returns in the tensor's shape: (out, in) row-major of a linear layer
 */
export function readTorchTensor(
  name: string,
  tensor: TorchTensor,
  storage: Uint8Array,
): Float32Array | BigInt64Array {
  const { format, storageLength, offset, shape } = tensor;
  const width = bytesPerNumber[format];
  if (storage.length !== storageLength * width) {
    unreadable(
      `need ${storageLength * width} bytes in the storage of ${shown(name)}; got ${storage.length}: ${damaged}`,
    );
  }
  const size = sizeOf(shape);
  if (size === 0) return decodeNumbers(storage.subarray(0, 0), format);
  if (isContiguous(tensor)) {
    return decodeNumbers(storage.subarray(offset * width, (offset + size) * width), format);
  }
  const window = decodeNumbers(storage.subarray(offset * width, (lastIndex(tensor) + 1) * width), format);
  return window instanceof Float32Array
    ? gather(window, new Float32Array(size), tensor)
    : gather(window, new BigInt64Array(size), tensor);
}

/** How many numbers {@link readTorchTensor} has to decode or copy, views included. */
export function readingCost(tensor: TorchTensor): number {
  const size = sizeOf(tensor.shape);
  if (size === 0 || isContiguous(tensor)) return size;
  return size + lastIndex(tensor) + 1 - tensor.offset;
}

/** Whether row-major order is the order it is stored in; the stride of a dimension of length 1 says nothing. */
function isContiguous({ shape, strides }: TorchTensor): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && strides[axis] !== expected) return false;
    expected *= shape[axis];
  }
  return true;
}

/** Walks the strides like an odometer. */
function gather<T extends Float32Array | BigInt64Array>(
  from: T,
  into: T,
  { shape, strides }: TorchTensor,
): T {
  const position = shape.map(() => 0);
  let at = 0;
  for (let i = 0; i < into.length; i++) {
    into[i] = from[at];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += strides[axis];
      if (++position[axis] < shape[axis]) break;
      at -= strides[axis] * shape[axis];
      position[axis] = 0;
    }
  }
  return into;
}

/** Index of the last number in the storage; the shape has no 0. Beyond 2⁵³ it is rounded, and larger than any storage. */
function lastIndex({ offset, shape, strides }: TorchTensor): number {
  return shape.reduce((sum, length, axis) => sum + (length - 1) * strides[axis], offset);
}

function isCount(value: PickleValue | undefined): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function misfit(name: string): never {
  return unreadable(`need ${shown(name)} pickled as torch pickles tensors; got another form: ${damaged}`);
}
