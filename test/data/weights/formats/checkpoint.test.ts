import { readFileSync } from 'node:fs';
import { crc32 as zlibCrc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../../src/data/bytes/crc32.ts';
import { type Checkpoint, readCheckpoint } from '../../../../src/data/weights/formats/checkpoint.ts';
import { identifyNetwork } from '../../../../src/data/weights/formats/identifyNetwork.ts';
import { convNextLayout, efficientNetLayout } from '../../../../src/data/weights/formats/networkLayouts.ts';
import { readZipDirectory } from '../../../../src/data/weights/formats/zipDirectory.ts';
import { readPickle } from '../../../../src/data/weights/pickle/pickle.ts';
import { PickleDict, PickleObject } from '../../../../src/data/weights/pickle/pickleValues.ts';
import { UnreadableWeightsError } from '../../../../src/data/weights/unreadableWeights.ts';
import { createRandom } from '../../../../src/maths/statistics/random.ts';
import { sizeOf, type Weights, type WeightTensor } from '../../../../src/maths/weights.ts';
import { joined, torchFile } from '../torchFile.ts';

const folder = new URL('../../../fixtures/weights/', import.meta.url);
const fixture = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));

interface Expected {
  shape: number[];
  whole: boolean;
  values: (number | string)[];
}
const expected: Record<'torch' | 'nested' | 'safetensors', Record<string, Expected>> = JSON.parse(
  readFileSync(new URL('expected.json', folder), 'utf8'),
);

function plain({ weights, integers }: Checkpoint): Record<string, Expected> {
  return Object.fromEntries([
    ...[...weights].map(([name, { shape, values }]) => [name, { shape, whole: false, values: [...values] }]),
    ...[...integers].map(([name, { shape, values }]) => [
      name,
      { shape, whole: true, values: [...values].map(String) },
    ]),
  ]);
}

function refusal(bytes: Uint8Array): string {
  try {
    readCheckpoint(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableWeightsError);
    return (error as Error).message;
  }
  throw new Error('was not refused');
}

const eighths = Array.from({ length: 24 }, (_, i) => i / 8);

describe('the tiny files', () => {
  it('safetensors: 16- and 32-bit floats, whole numbers apart', () => {
    expect(plain(readCheckpoint(fixture('tiny.safetensors')))).toEqual({
      'stem.0.weight': { shape: [2, 3, 2, 2], whole: false, values: eighths },
      'half.weight': { shape: [3], whole: false, values: [0.5, -1.25, 65504] },
      'bf.weight': { shape: [2], whole: false, values: [1, -2.5] },
      'bn1.num_batches_tracked': { shape: [], whole: true, values: ['7'] },
    });
  });

  it('a torch state dict: offset and transposed views, half, empty', () => {
    expect(plain(readCheckpoint(fixture('tiny_torch_state_dict.bin')))).toEqual({
      'stem.0.weight': { shape: [2, 3, 2, 2], whole: false, values: eighths },
      'bn1.running_var': { shape: [2], whole: false, values: [1.5, 2.25] },
      'bn1.num_batches_tracked': { shape: [], whole: true, values: ['7'] },
      'view.offset': { shape: [4], whole: false, values: [4, 5, 6, 7] },
      'view.transposed': { shape: [4, 3], whole: false, values: [0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11] },
      'half.weight': { shape: [3], whole: false, values: [0.5, -1.25, 65504] },
      empty: { shape: [0], whole: false, values: [] },
    });
  });

  it('a Lightning checkpoint: its state dict, and the columns of a class that is never made', () => {
    const checkpoint = readCheckpoint(fixture('tiny_lightning.ckpt'));
    expect(plain(checkpoint)).toEqual({
      'encoder.stem.0.weight': { shape: [2, 3, 1, 1], whole: false, values: [1, 1, 1, 1, 1, 1] },
      'head.1.0.weight': { shape: [2, 2], whole: false, values: [0, 1, 2, 3] },
      'head.1.0.bias': { shape: [2], whole: false, values: [0.5, -0.5] },
    });
    expect(checkpoint.hyperParameters).toEqual({
      labelColumns: ['smooth-or-featured_smooth', 'smooth-or-featured_featured-or-disk'],
    });
    const saved = readPickle(
      readZipDirectory(fixture('tiny_lightning.ckpt')).read('tiny_lightning/data.pkl'),
    );
    if (!(saved instanceof PickleDict)) throw new Error('need a dictionary');
    expect(saved.get('epoch')).toBe(3);
    const schema = (saved.get('hyper_parameters') as PickleDict).get('schema');
    expect(schema).toBeInstanceOf(PickleObject);
    expect((schema as PickleObject).of.name).toBe('zoobot.shared.schemas Schema');
  });
});

describe('files of the newest torch and safetensors, as Python reads them', () => {
  it.each(['torch_recent.bin', 'torch_protocol4.bin', 'torch_unchecked.bin'])('%s', name => {
    expect(plain(readCheckpoint(fixture(name)))).toEqual(expected.torch);
  });

  it('torch_nested.pth', () => {
    expect(plain(readCheckpoint(fixture('torch_nested.pth')))).toEqual(expected.nested);
  });

  it('recent.safetensors', () => {
    expect(plain(readCheckpoint(fixture('recent.safetensors')))).toEqual(expected.safetensors);
  });
});

describe('whole encoders', () => {
  const random = createRandom(1);
  const layout = efficientNetLayout(3);
  const tensors = [...layout].map(([name, shape]): [string, WeightTensor] => [
    name,
    { shape, values: Float32Array.from({ length: sizeOf(shape) }, () => random.uniform()) },
  ]);

  it.each(['safetensors', 'torch'])(
    '%s: every tensor is a view of the file, and the network is told',
    format => {
      const bytes = format === 'torch' ? torchFile(tensors) : safetensorsFile(tensors);
      const { weights } = readCheckpoint(bytes);
      for (const [, tensor] of weights) expect(tensor.values.buffer).toBe(bytes.buffer);
      const found = identifyNetwork(weights, 'pytorch_model.bin');
      expect(found.network.architecture).toBe('efficientnet_b0');
      expectTensors(found.weights, tensors);
    },
  );

  it('misaligned floats are copied and the same', () => {
    const bytes = safetensorsFile(tensors.slice(0, 5), 1);
    expectTensors(readCheckpoint(bytes).weights, tensors.slice(0, 5));
  });

  it('a checkpoint’s label columns name the head of its encoder', () => {
    const columns = readCheckpoint(fixture('tiny_lightning.ckpt')).hyperParameters?.labelColumns;
    const nano = convNextLayout(
      { depths: [2, 2, 8, 2], widths: [80, 160, 320, 640], convolutionalMlp: true },
      3,
    );
    const zeros = new Float32Array(4 * 640 * 640);
    const weights = new Map(
      [...nano].map(([name, shape]) => [
        `encoder.${name}`,
        { shape, values: zeros.subarray(0, sizeOf(shape)) },
      ]),
    );
    weights.set('head.1.0.weight', { shape: [2, 640], values: zeros.subarray(0, 1280) });
    weights.set('head.1.0.bias', { shape: [2], values: zeros.subarray(0, 2) });
    const { head } = identifyNetwork(weights, 'a.ckpt', { labelColumns: columns });
    expect(head!.card).toMatchObject({
      questions: [{ name: 'smooth-or-featured', answers: [{ name: 'smooth' }, {}] }],
    });
  });
});

describe('what comes in place of weights has its own sentence', () => {
  const utf8 = (text: string) => new TextEncoder().encode(text);

  it.each([
    ['a web page', utf8('<!doctype html><html><title>Sign in</title>')],
    ['a web page', utf8('\n\n  <html>')],
    [
      'a git-lfs pointer',
      utf8('version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 59900000\n'),
    ],
    ['JSON', utf8('{"error":"Access to model is restricted"}')],
    ['an empty file', new Uint8Array(0)],
    ['HDF5', Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0)],
    ['a gzip archive', Uint8Array.of(0x1f, 0x8b, 8, 0)],
    ['saved by PyTorch before 1.6', fixture('torch_legacy.pt')],
    [
      'a whole torch.nn.modules.batchnorm BatchNorm2d: save model.state_dict()',
      fixture('torch_whole_model.pt'),
    ],
    ['23 bytes of something else', utf8('plain words, no weights')],
  ])('%s', (what, bytes) => {
    expect(refusal(bytes)).toContain(what);
  });

  it('half a download is recognised at every length', () => {
    for (const name of ['tiny.safetensors', 'tiny_torch_state_dict.bin', 'tiny_lightning.ckpt']) {
      const bytes = fixture(name);
      for (let length = 0; length < bytes.length; length++) refusal(bytes.subarray(0, length));
      refusal(joined([bytes, Uint8Array.of(0)]));
    }
  });
});

it('checksums are those of zlib, at every length and offset', () => {
  const random = createRandom(2);
  const bytes = Uint8Array.from({ length: 300 }, () => random.integer(256));
  for (let length = 0; length < 280; length++) {
    const part = bytes.subarray(length % 13, (length % 13) + length);
    expect(crc32(part)).toBe(zlibCrc32(part));
  }
});

/** As toEqual, which takes half a minute over four million floats. */
function expectTensors(weights: Weights, tensors: [string, WeightTensor][]): void {
  expect([...weights.keys()].sort()).toEqual(tensors.map(([name]) => name).sort());
  for (const [name, { shape, values }] of tensors) {
    const found = weights.get(name)!;
    expect(found.shape).toEqual(shape);
    expect(Buffer.from(bytesOf(found.values)).equals(bytesOf(values)), name).toBe(true);
  }
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** @param shift bytes by which the data miss a multiple of eight */
function safetensorsFile(tensors: [string, WeightTensor][], shift = 0): Uint8Array {
  let at = 0;
  const header = Object.fromEntries(
    tensors.map(([name, { shape, values }]) => {
      const start = at;
      at += values.byteLength;
      return [name, { dtype: 'F32', shape, data_offsets: [start, at] }];
    }),
  );
  const text = JSON.stringify(header);
  const padded = new TextEncoder().encode(text.padEnd(8 * Math.ceil(text.length / 8) + shift));
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(padded.length), true);
  return joined([length, padded, ...tensors.map(([, { values }]) => bytesOf(values))]);
}
