import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LearntTensors } from '../../../../src/contracts/finetune.ts';
import { readCheckpoint } from '../../../../src/data/weights/formats/checkpoint.ts';
import {
  type FinetunedCard,
  parseFinetunedCard,
} from '../../../../src/data/weights/formats/finetunedCard.ts';
import {
  readSafetensors,
  readSafetensorsMetadata,
} from '../../../../src/data/weights/formats/safetensors.ts';
import { writeSafetensors } from '../../../../src/data/weights/formats/safetensorsWriter.ts';
import { readWeights } from '../../../../src/data/weights/formats/weightsFile.ts';
import {
  checkWeightsManifest,
  type WeightsManifest,
} from '../../../../src/data/weights/formats/weightsManifest.ts';
import { writeFinetuned } from '../../../../src/data/weights/shelf/finetunedFile.ts';
import { createRandom } from '../../../../src/maths/statistics/random.ts';
import { zoobotRecipe } from '../../../../src/maths/statistics/trainingRecipe.ts';
import type { Weights } from '../../../../src/maths/weights.ts';
import { embedPixels } from '../../../../src/nets/encoders/embedder.ts';
import { readEncoderFile } from '../../../../workers/tensor/encoderFile.ts';
import { useBackend } from '../../../nets/device/nodeBackends.ts';
import { safetensorsFile } from '../safetensorsFile.ts';

const hasTimm = spawnSync('python3', ['-c', 'import torch, timm, safetensors']).status === 0;

const random = createRandom(5);
const normals = (length: number, spread: number) =>
  Float32Array.from({ length }, () => spread * random.normal());
const [classes, sidePx, count] = [['ring', 'no ring', 'unclear'], 64, 3];
const pixels = Uint8Array.from({ length: count * sidePx * sidePx * 3 }, () => random.integer(256));
const thawed = 'blocks.6.0.conv_pwl.weight';

let manifest: WeightsManifest;
let dimension: number;
let parent: Weights;
let learnt: LearntTensors;
let card: FinetunedCard;

beforeAll(async () => {
  await useBackend('wasm');
  const read = (name: string) => readFileSync(new URL(`../../../../public/models/${name}`, import.meta.url));
  manifest = checkWeightsManifest(JSON.parse(read('galaxy.json').toString()), 'galaxy.json');
  dimension = manifest.dimension;
  parent = await readWeights(manifest, new Uint8Array(read('galaxy.bin')));
  learnt = new Map([
    ['head.linear.weight', normals(classes.length * dimension, 0.05)],
    ['head.linear.bias', normals(classes.length, 1)],
    [thawed, parent.get(thawed)!.values.map(value => value * 1.1)],
  ]);
  const { name, title, sha256, licence, credit } = manifest;
  card = {
    title: 'Rings',
    architecture: manifest.architecture,
    network: manifest.network,
    view: manifest.view,
    head: { kind: 'classes', classes },
    split: { train: 70, validation: 10, test: 20, seed: 4 },
    recipe: { ...zoobotRecipe, depth: 1, seed: 4 },
    figures: [{ label: 'Accuracy', value: 0.8, note: '0.58 to 0.92' }],
    parent: { name, title, sha256, licence, credit },
  };
});

function asFile(bytes: Uint8Array<ArrayBuffer>) {
  const job = { report: () => {}, breathe: async () => {} };
  const told = { name: 'file:rings.safetensors', title: 'rings', description: '', licence: '?', credit: '?' };
  return readEncoderFile({ ...told, fileName: 'rings.safetensors', blob: new Blob([bytes]) }, job);
}

/** The head's outputs before any softmax, row by row. */
async function logitsOf(file: Awaited<ReturnType<typeof asFile>>): Promise<number[][]> {
  const encoder = file.build();
  const vectors = await embedPixels(encoder, pixels, sidePx);
  encoder.dispose();
  const { weight, bias } = file.head!;
  return Array.from({ length: count }, (_, row) =>
    Array.from(bias.values, (start, o) => {
      let sum = start;
      for (let i = 0; i < dimension; i++)
        sum += weight.values[o * dimension + i] * vectors[row * dimension + i];
      return sum;
    }),
  );
}

describe('a safetensors file', () => {
  const tensors: Weights = new Map([
    ['a.weight', { shape: [2, 3], values: Float32Array.of(1, -2, 0.5, 4, 65504, -0.25) }],
    ['b', { shape: [], values: Float32Array.of(7) }],
    ['leer', { shape: [0, 4], values: new Float32Array() }],
  ]);

  it.each(['F32', 'F16'] as const)('of %s comes back as it was, its metadata too', format => {
    const bytes = writeSafetensors(tensors, { format: 'pt', note: 'Ring — größer als 0.5' }, format);
    expect(readSafetensors(bytes).weights).toEqual(tensors);
    expect([...readSafetensorsMetadata(bytes)]).toEqual([
      ['format', 'pt'],
      ['note', 'Ring — größer als 0.5'],
    ]);
  });

  it('is byte for byte what a plain writer of the format gives', () => {
    expect(writeSafetensors(tensors, { format: 'pt' })).toEqual(safetensorsFile(tensors));
  });

  it('takes each name once and values that fill their shapes', () => {
    const [first] = tensors;
    expect(() => writeSafetensors([first, first])).toThrow('got a.weight twice');
    const short = { shape: [2, 2], values: new Float32Array(3) };
    expect(() => writeSafetensors([['a', short]])).toThrow('need 4 values for a; got 3');
  });
});

describe('a fine-tuned network', () => {
  it('comes back through the readers of local files, with what it learnt and the names of its classes', async () => {
    const file = await asFile(writeFinetuned(parent, learnt, card));
    expect(file.card).toMatchObject({
      name: 'file:rings.safetensors',
      title: 'Rings',
      architecture: 'efficientnet_lite0',
      dimension,
      view: manifest.view,
      head: { kind: 'classes', classes },
      licence: manifest.licence,
      figures: card.figures,
      notes: [],
    });
    expect(file.card.data).toContain('70 galaxies to train on, 10 to validate, 20 to test');
    const given = (key: string) => learnt.get(key) ?? parent.get(key)!.values;
    for (const [key, { values }] of [...file.weights, ['head.linear.weight', file.head!.weight] as const]) {
      const [read, written] = [values, given(key)].map(({ buffer, byteOffset, byteLength }) =>
        Buffer.from(buffer, byteOffset, byteLength),
      );
      expect(read.equals(written), key).toBe(true);
    }
  });

  it.skipIf(!hasTimm)(
    'loads strictly in Python under timm’s keys and gives the same logits',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'finetuned-'));
      try {
        const bytes = writeFinetuned(parent, learnt, card);
        const [path, images] = [join(folder, 'rings.safetensors'), join(folder, 'pixels')];
        writeFileSync(path, bytes);
        writeFileSync(images, pixels);
        const script = fileURLToPath(new URL('loadFinetuned.py', import.meta.url));
        const { stdout, stderr } = spawnSync('python3', [script, path, images, `${sidePx}`], {
          encoding: 'utf8',
        });
        expect(stdout, stderr).not.toBe('');
        const theirs: { classes: string[]; logits: number[][] } = JSON.parse(stdout);
        expect(theirs.classes).toEqual(classes);
        const ours = await logitsOf(await asFile(bytes));
        for (const [row, logits] of theirs.logits.entries()) {
          for (const [o, logit] of logits.entries())
            expect(Math.abs(ours[row][o] - logit)).toBeLessThan(1e-4);
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    120_000,
  ); // PyTorch is slow to start on a busy machine

  it('that predicts numbers loads without its head, and says so', async () => {
    const { head: _, ...numbers } = card;
    const file = await asFile(writeFinetuned(parent, learnt, numbers));
    expect(file.head).toBeUndefined();
    expect(file.card.notes).toEqual([
      'The head in this file predicts 3 numbers, a regression, and was left out.',
    ]);
  });

  it('says what does not fit', () => {
    const without = new Map(learnt);
    without.delete('head.linear.bias');
    expect(() => writeFinetuned(parent, without, card)).toThrow(
      `got ${classes.length * dimension} weights and no biases`,
    );
    const foreign: LearntTensors = new Map([...learnt, ['blocks.9.weight', new Float32Array(1)]]);
    expect(() => writeFinetuned(parent, foreign, card)).toThrow('got the learnt blocks.9.weight');
    const short: LearntTensors = new Map([...learnt, [thawed, new Float32Array(1)]]);
    expect(() => writeFinetuned(parent, short, card)).toThrow(`values for ${thawed}; got 1`);
    const two = { ...card, head: { kind: 'classes' as const, classes: ['ring', 'no ring'] } };
    const bytes = writeFinetuned(parent, learnt, two);
    return expect(asFile(bytes)).rejects.toThrow('need 2 outputs of the head');
  });
});

describe('a card', () => {
  it('is read as it was written', () => {
    const bytes = writeFinetuned(parent, learnt, card);
    expect(readCheckpoint(bytes).finetuned).toEqual(card);
  });

  it.each([
    ['{', 'need JSON'],
    ['null', 'need an object'],
    [{ title: 3 }, 'a text "title"'],
    [{ network: null }, 'how an EfficientNet is built'],
    [{ network: { family: 'vit' } }, 'how an EfficientNet is built'],
    [{ view: { sidePx: 1e9, cropFraction: 1 } }, 'a view of 1 to 1024 px'],
    [{ view: { sidePx: 64, cropFraction: 0 } }, 'cropFraction in (0, 1]'],
    [{ head: { kind: 'classes', classes: [1, 2] } }, 'a head of kind'],
    [{ split: null }, 'the sizes and the seed of the split'],
    [{ recipe: {} }, 'a recipe with its depth'],
    [{ figures: [null] }, 'figures of {label, value}'],
    [{ parent: { name: 'galaxy' } }, 'the weights it began from'],
  ])('with %j is refused', (wrong, sentence) => {
    const text = typeof wrong === 'string' ? wrong : JSON.stringify({ ...card, ...wrong });
    expect(() => parseFinetunedCard(text)).toThrow(sentence);
  });
});
