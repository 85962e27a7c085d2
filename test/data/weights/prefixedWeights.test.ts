import { describe, expect, it } from 'vitest';
import { readCheckpoint } from '../../../src/data/weights/formats/checkpoint.ts';
import { identifyNetwork } from '../../../src/data/weights/formats/identifyNetwork.ts';
import { resNetLayout } from '../../../src/data/weights/formats/networkLayouts.ts';
import type { Weights, WeightTensor } from '../../../src/maths/weights.ts';
import { torchCheckpointFile, torchFile } from './torchFile.ts';

const layout = resNetLayout({ depths: [2, 2, 2, 2], bottleneck: false }, 3);

/** A ResNet-18 whose every tensor holds one value. */
function network(value: number): [string, WeightTensor][] {
  return Array.from(layout, ([name, shape]) => [
    name,
    { shape, values: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(value) },
  ]);
}
const networks = { 1: network(1), 2: network(2) };
const named = (before: (name: string) => string, value: 1 | 2 = 1): Weights =>
  new Map(networks[value].map(([name, tensor]) => [before(name), tensor]));

const words = [
  '_orig_mod',
  'module',
  'backbone',
  'net',
  'trunk',
  'timm_model',
  '_forward_module',
  'model',
  'encoder',
];

describe('names with prefixes', () => {
  it('are understood with each word alone and with any two, in either order', () => {
    for (const first of words) {
      for (const second of ['', ...words]) {
        const before = `${first}.${second === '' ? '' : `${second}.`}`;
        const found = identifyNetwork(
          named(name => before + name),
          'a.ckpt',
        );
        expect([before, found.network.architecture, found.weights.size]).toEqual([
          before,
          'resnet18',
          layout.size,
        ]);
      }
    }
  });

  it('are understood where a wrapper stands within them', () => {
    const inside = (name: string) => `model.${name.replace(/^layer(\d)\./, 'layer$1._orig_mod.module.')}`;
    expect(identifyNetwork(named(inside), 'a.ckpt').network.architecture).toBe('resnet18');
  });
});

describe('what stands beside an encoder', () => {
  it('is left out and reported: a buffer, a projector, a running average', () => {
    const weights = named(name => `model.${name}`);
    weights.set('normaliser.mean', { shape: [3], values: new Float32Array(3) });
    weights.set('projector.0.weight', { shape: [2, 2], values: new Float32Array(4) });
    for (const [name, tensor] of named(name => `model_ema.module.${name}`, 2)) weights.set(name, tensor);
    const found = identifyNetwork(weights, 'a.ckpt');
    expect(found.weights.get('conv1.weight')!.values[0]).toBe(1);
    expect(found.notes).toEqual([
      'The file holds copies of the network, of which model_ema were left out.',
      'The file holds tensors that are not part of the encoder and were left out: normaliser.mean, projector.0.weight.',
    ]);
  });

  it('does not excuse a tensor among the encoder’s own', () => {
    const weights = named(name => name);
    weights.set('layer1.0.extra.weight', { shape: [1], values: new Float32Array(1) });
    expect(() => identifyNetwork(weights, 'a.ckpt')).toThrow('with the unexpected layer1.0.extra.weight');
  });

  it('may be all there is: a teacher before its student', () => {
    const weights = named(name => `student.module.backbone.${name}`, 2);
    for (const [name, tensor] of named(name => `teacher.backbone.${name}`)) weights.set(name, tensor);
    const found = identifyNetwork(weights, 'a.ckpt');
    expect([found.network.architecture, found.weights.get('conv1.weight')!.values[0]]).toEqual([
      'resnet18',
      1,
    ]);
    expect(found.notes[0]).toContain('student');
  });
});

describe('a checkpoint of torch', () => {
  const one: [string, WeightTensor][] = [['fc.weight', { shape: [2], values: Float32Array.of(1, 2) }]];
  const two: [string, WeightTensor][] = [['fc.weight', { shape: [2], values: Float32Array.of(3, 4) }]];

  it.each(['state_dict', 'model_state_dict', 'model', 'net', 'teacher', 'state_dict_ema'])(
    'is read from its %s, with numbers beside it',
    name => {
      const { weights, notes } = readCheckpoint(torchCheckpointFile({ [name]: one }, { epoch: 3 }));
      expect(Array.from(weights.get('fc.weight')!.values)).toEqual([1, 2]);
      expect(notes).toBeUndefined();
    },
  );

  it('tells of a second set of weights', () => {
    const { weights, notes } = readCheckpoint(torchCheckpointFile({ state_dict_ema: two, state_dict: one }));
    expect(Array.from(weights.get('fc.weight')!.values)).toEqual([1, 2]);
    expect(notes).toEqual([
      'The file holds several sets of weights: state_dict is used, state_dict_ema left out.',
    ]);
  });

  it('prefers the teacher to its student, whatever else lies beside the weights', () => {
    const { weights, notes } = readCheckpoint(
      torchCheckpointFile({ student: two, teacher: one }, { epoch: 3 }),
    );
    expect(Array.from(weights.get('fc.weight')!.values)).toEqual([1, 2]);
    expect(notes).toEqual(['The file holds several sets of weights: teacher is used, student left out.']);
  });

  it('is read bare as before', () => {
    expect(readCheckpoint(torchFile(one)).weights.size).toBe(1);
  });
});
