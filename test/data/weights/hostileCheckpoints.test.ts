import { describe, expect, it } from 'vitest';
import { readCheckpoint } from '../../../src/data/weights/formats/checkpoint.ts';
import { readPickle } from '../../../src/data/weights/pickle/pickle.ts';
import { PickleObject } from '../../../src/data/weights/pickle/pickleValues.ts';
import { UnreadableWeightsError } from '../../../src/data/weights/unreadableWeights.ts';
import { global, joined, rebuiltTensor, type StoredFile, storedZip, text } from './torchFile.ts';

/*
 * Files made to harm. What each would cost a reader that trusted it is minutes or gigabytes: the test runner's time
 * limit is there for such, and a failure to set memory aside is no typed error.
 */

function refusal(bytes: Uint8Array): string {
  try {
    readCheckpoint(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableWeightsError);
    return (error as Error).message;
  }
  throw new Error('was not refused');
}

function safetensors(header: string, payloadBytes = 0, claimedLength?: bigint): Uint8Array {
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, claimedLength ?? BigInt(header.length), true);
  return joined([length, new TextEncoder().encode(header), new Uint8Array(payloadBytes)]);
}

describe('safetensors that', () => {
  it.each<[string, Uint8Array, string]>([
    ['claim a header of 2⁴⁰ bytes', safetensors('{}', 0, 2n ** 40n), 'got a length of 1099511627776'],
    [
      'claim 2⁴⁴ bytes',
      safetensors('{"a":{"dtype":"F32","shape":[4398046511104],"data_offsets":[0,17592186044416]}}'),
      'need 17592186044',
    ],
    [
      'have a shape whose product overflows',
      safetensors(
        `{"a":{"dtype":"F32","shape":[${'4294967296,'.repeat(7)}4294967296],"data_offsets":[0,4]}}`,
        4,
      ),
      'at most 1 numbers',
    ],
    [
      'have a shape of a million lengths',
      safetensors(`{"a":{"dtype":"F32","shape":[${'1,'.repeat(1e6)}1],"data_offsets":[0,4]}}`, 4),
      'need a shape for a',
    ],
    [
      'overlap',
      safetensors(
        '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}',
        12,
      ),
      'need b to begin at byte 8',
    ],
    [
      'leave a gap',
      safetensors('{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}', 8),
      'need a to begin at byte 0',
    ],
    [
      'have bytes over',
      safetensors('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 8),
      'as its header says',
    ],
    [
      'have negative lengths',
      safetensors('{"a":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}}', 4),
      'got [-1, -1]',
    ],
    [
      'have offsets that fall',
      safetensors('{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}', 4),
      'two rising offsets',
    ],
    [
      'nest a shape a hundred thousand deep',
      safetensors(
        `{"a":{"dtype":"F32","shape":[${'['.repeat(1e5)}${']'.repeat(1e5)}],"data_offsets":[0,4]}}`,
        4,
      ),
      'need a',
    ],
    [
      'nest a type a hundred thousand deep',
      safetensors(`{"a":{"dtype":${'['.repeat(1e5)}${']'.repeat(1e5)},"shape":[1],"data_offsets":[0,4]}}`, 4),
      'need a',
    ],
    [
      'hold another type',
      safetensors('{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}', 4),
      'got F8_E4M3',
    ],
    ['hold no object', safetensors('{"a":null}'), 'need a shape and two offsets for a'],
    [
      'have a name of a megabyte',
      safetensors(`{"${'x'.repeat(1e6)}":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}`, 4),
      'xxx…',
    ],
  ])('%s', (_, bytes, message) => expect(refusal(bytes)).toContain(message));
});

function opcodes(...parts: (Uint8Array | number)[]): Uint8Array {
  return joined([
    Uint8Array.of(0x80, 2),
    ...parts.map(part => (typeof part === 'number' ? Uint8Array.of(part) : part)),
  ]);
}

function repeated(pattern: number[], times: number): Uint8Array {
  return Uint8Array.from({ length: pattern.length * times }, (_, i) => pattern[i % pattern.length]);
}

function torch(pickle: Uint8Array, ...files: StoredFile[]): Uint8Array {
  return storedZip([{ name: 'a/data.pkl', bytes: pickle }, ...files]);
}

/** A state dict of `count` tensors that are all the same window. */
function windows(count: number, window: { offset: number; shape: number[]; strides: number[] }): Uint8Array {
  const tensors = Array.from({ length: count }, (_, i) => [
    text(`t${i}`),
    ...rebuiltTensor({ key: '0', storageLength: 1024, ...window }),
  ]);
  const pickle = opcodes(0x7d, 0x28, ...tensors.flat(), 0x75, 0x2e);
  return torch(pickle, { name: 'a/data/0', bytes: new Uint8Array(4096) });
}

describe('torch files that', () => {
  it.each<[string, Uint8Array, string]>([
    ['nest tuples a million deep', torch(opcodes(0x29, repeated([0x85], 1e6), 0x2e)), 'at most 262144 steps'],
    ['open a million marks', torch(opcodes(repeated([0x28], 1e6), 0x2e)), 'at most 262144 steps'],
    [
      'double a list a hundred thousand times over',
      torch(opcodes(0x5d, 0x71, 0, repeated([0x28, 0x68, 0, 0x68, 0, 0x65], 1.5e5), 0x2e)),
      'at most 262144 steps',
    ],
    [
      'remember at the last index',
      torch(opcodes(0x5d, 0x72, Uint8Array.of(255, 255, 255, 255), 0x2e)),
      'need a state_dict',
    ],
    [
      'build dictionaries from a long list again and again',
      torch(
        opcodes(
          global('collections', 'OrderedDict'),
          0x71,
          0,
          0x5d,
          0x71,
          1,
          0x28,
          repeated([0x4e], 9e4),
          0x65,
          repeated([0x68, 0, 0x68, 1, 0x85, 0x52, 0x61], 1.2e5),
          0x2e,
        ),
      ),
      'at most 262144 steps',
    ],
    [
      'claim a text of 4 GB',
      torch(opcodes(0x58, Uint8Array.of(255, 255, 255, 255), 0x2e)),
      'need a pickle that goes on',
    ],
    ['run on without an end', torch(opcodes(0x7d, repeated([0x85], 1e6))), 'at most 262144 steps'],
    ['pickle more than any encoder', torch(repeated([0x29], 2 ** 22 + 1)), 'at most 4194304 bytes'],
    [
      'call a function',
      torch(opcodes(global('os', 'system'), text('echo harmed'), 0x85, 0x52, 0x2e)),
      'got a whole os system',
    ],
    [
      'name a tensor by a call',
      torch(opcodes(0x7d, text('a'), global('os', 'system'), text('echo'), 0x85, 0x52, 0x73, 0x2e)),
      'need a tensor as a',
    ],
    ['reach beyond their storage', windows(1, { offset: 1, shape: [1024], strides: [1] }), 'reaches beyond'],
    [
      'reach beyond by strides',
      windows(1, { offset: 0, shape: [2, 2], strides: [2 ** 52, 1] }),
      'reaches beyond',
    ],
    [
      'have a shape whose product overflows',
      windows(1, { offset: 0, shape: [2 ** 40, 2 ** 40], strides: [0, 0] }),
      'at most 1024 numbers',
    ],
    [
      'repeat one number 2⁴⁰ times',
      windows(1, { offset: 0, shape: [2 ** 40], strides: [0] }),
      'at most 1024 numbers',
    ],
    [
      'copy one storage many times',
      windows(3000, { offset: 0, shape: [512, 2], strides: [1, 512] }),
      'at most 4 times',
    ],
    [
      'have negative strides',
      windows(1, { offset: 1023, shape: [2], strides: [-1] }),
      'as torch pickles tensors',
    ],
    [
      'claim a storage of 2⁵⁰ numbers',
      torch(
        opcodes(
          0x7d,
          text('a'),
          ...rebuiltTensor({ key: '0', storageLength: 2 ** 50, offset: 0, shape: [1], strides: [1] }),
          0x73,
          0x2e,
        ),
        { name: 'a/data/0', bytes: new Uint8Array(4) },
      ),
      'got 4',
    ],
    [
      'lack a storage',
      torch(
        opcodes(
          0x7d,
          text('a'),
          ...rebuiltTensor({ key: '7', storageLength: 1, offset: 0, shape: [1], strides: [1] }),
          0x73,
          0x2e,
        ),
      ),
      'need a/data/7',
    ],
    [
      'hold two pickles',
      storedZip([
        { name: 'a/data.pkl', bytes: opcodes(0x7d, 0x2e) },
        { name: 'b/data.pkl', bytes: opcodes(0x7d, 0x2e) },
      ]),
      'got 2 among 2 files',
    ],
    ['hold no tensor', torch(opcodes(0x7d, 0x2e)), 'need tensors in the state_dict'],
    [
      'come from a big-endian machine',
      torch(opcodes(0x7d, 0x2e), { name: 'a/byteorder', bytes: new TextEncoder().encode('big') }),
      'got big',
    ],
    ['list 65,535 entries that are one', manyEntries(), 'need x once'],
  ])('%s', (_, bytes, message) => expect(refusal(bytes)).toContain(message));

  it('name any class make inert objects only', () => {
    const made = readPickle(opcodes(global('builtins', 'eval'), text('1 + 1'), 0x85, 0x52, 0x2e));
    expect(made).toBeInstanceOf(PickleObject);
    expect((made as PickleObject).of.name).toBe('builtins eval');
  });
});

function manyEntries(): Uint8Array {
  const one = storedZip([{ name: 'x', bytes: new Uint8Array(1000) }]);
  const directory = new DataView(one.buffer).getUint32(one.length - 6, true);
  const entry = one.subarray(directory, one.length - 22);
  const end = one.slice(-22);
  new DataView(end.buffer).setUint16(10, 65535, true);
  return joined([one.subarray(0, directory), ...Array.from({ length: 65535 }, () => entry), end]);
}
