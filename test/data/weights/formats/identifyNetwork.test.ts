import { describe, expect, it } from 'vitest';
import { galaxyZooSchemas } from '../../../../src/data/galaxyZoo/galaxyZooSchemas.ts';
import { identifyNetwork } from '../../../../src/data/weights/formats/identifyNetwork.ts';
import {
  convNextLayout,
  efficientNetLayout,
  type Layout,
  resNetLayout,
  transformerLayout,
} from '../../../../src/data/weights/formats/networkLayouts.ts';
import { UnreadableWeightsError } from '../../../../src/data/weights/unreadableWeights.ts';
import { sizeOf, type Weights } from '../../../../src/maths/weights.ts';
import { hasPublishedLayouts, publishedLayouts, zeroWeights } from '../publishedLayouts.ts';

const nano = convNextLayout({ depths: [2, 2, 8, 2], widths: [80, 160, 320, 640], convolutionalMlp: true }, 3);

function withHead(kind: 'linear' | '1.0', rows: number, columns = 640): Weights {
  const weights = zeroWeights(
    [...nano].map(([name, shape]): [string, number[]] => [`encoder.${name}`, shape]),
  );
  weights.set(`head.${kind}.weight`, {
    shape: [rows, columns],
    values: new Float32Array(rows * columns).fill(2),
  });
  weights.set(`head.${kind}.bias`, { shape: [rows], values: new Float32Array(rows).fill(3) });
  return weights;
}

function refusal(weights: Weights): string {
  try {
    identifyNetwork(weights, 'a.ckpt');
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableWeightsError);
    return (error as Error).message;
  }
  throw new Error('was not refused');
}

describe('the encoders of timm', () => {
  it.skipIf(!hasPublishedLayouts)('are recognised by the shapes timm itself lists, each exactly', () => {
    const dimensions = {
      convnext_pico: 512,
      convnext_nano: 640,
      convnext_tiny: 768,
      convnext_small: 768,
      convnext_base: 1024,
      efficientnet_b0: 1280,
      resnet18: 512,
      vit_tiny_patch16_224: 192,
    };
    const layouts = publishedLayouts();
    expect(Object.keys(layouts).sort()).toEqual(Object.keys(dimensions).sort());
    for (const [architecture, layout] of Object.entries(layouts)) {
      const { network, weights, head, notes } = identifyNetwork(zeroWeights(Object.entries(layout)), 'timm');
      expect(network).toMatchObject({
        architecture,
        inputChannels: 3,
        dimension: dimensions[architecture as keyof typeof dimensions],
      });
      const expected = Object.keys(layout).filter(name => !name.endsWith('num_batches_tracked'));
      expect([...weights.keys()].sort()).toEqual(expected.sort());
      expect([head, notes]).toEqual([null, []]);
    }
  });

  it.each([
    // Published parameter counts of torchvision's models with their classifier of 1000, less that classifier.
    ['resnet18', { depths: [2, 2, 2, 2], bottleneck: false }, 11_689_512 - 513_000],
    ['resnet50', { depths: [3, 4, 6, 3], bottleneck: true }, 25_557_032 - 2_049_000],
    ['resnet101', { depths: [3, 4, 23, 3], bottleneck: true }, 44_549_160 - 2_049_000],
  ])('%s has its published number of parameters', (architecture, shape, parameters) => {
    const layout = resNetLayout(shape, 3);
    const trained = [...layout].filter(([name]) => !name.includes('running_'));
    expect(trained.reduce((sum, [, lengths]) => sum + sizeOf(lengths), 0)).toBe(parameters);
    expect(identifyNetwork(zeroWeights(layout), architecture).network.architecture).toBe(architecture);
  });

  it('may be greyscale, prefixed and still carry an ImageNet classifier', () => {
    const grey = convNextLayout(
      { depths: [2, 2, 6, 2], widths: [64, 128, 256, 512], convolutionalMlp: true },
      1,
    );
    const weights = zeroWeights(
      [...grey].map(([name, shape]): [string, number[]] => [`model.module.${name}`, shape]),
    );
    weights.set('model.module.head.fc.weight', { shape: [1000, 512], values: new Float32Array(512_000) });
    weights.set('model.module.head.fc.bias', { shape: [1000], values: new Float32Array(1000) });
    const found = identifyNetwork(weights, 'mwalmsley/zoobot-encoder-greyscale-convnext_pico');
    expect(found.network).toEqual({
      family: 'convnext',
      architecture: 'convnext_pico',
      inputChannels: 1,
      dimension: 512,
    });
    expect([...found.weights.keys()]).toEqual([...grey.keys()]);
    expect(found.head).toBeNull();
    expect(found.notes).toEqual([
      'The file still has a classifier of 1000 classes from before, which was left out.',
    ]);
  });

  it('gives back the tensors themselves, not copies', () => {
    const weights = withHead('1.0', 46);
    const found = identifyNetwork(weights, 'a');
    expect(found.weights.get('stem.0.weight')).toBe(weights.get('encoder.stem.0.weight'));
    expect(found.head!.weight).toBe(weights.get('head.1.0.weight'));
  });
});

describe('what is refused', () => {
  const layouts: [string, Layout][] = [
    ['convnext_nano', nano],
    ['efficientnet_b0', efficientNetLayout(3)],
    ['resnet18', resNetLayout({ depths: [2, 2, 2, 2], bottleneck: false }, 3)],
    ['vit_tiny_patch16_224', transformerLayout({ depth: 12, width: 192, patchSidePx: 16, tokens: 197 }, 3)],
  ];

  it.each(layouts)('%s with any one tensor missing, renamed or misshapen', (_, layout) => {
    const whole = zeroWeights(layout);
    for (const [name, shape] of layout) {
      const tensor = whole.get(name)!;
      const others = [...whole].filter(([other]) => other !== name);
      refusal(new Map(others));
      refusal(new Map([...others, [`${name}_`, tensor]]));
      refusal(new Map([...others, [name, { ...tensor, shape: [...shape, 2] }]]));
    }
  });

  it('is named', () => {
    const weights = zeroWeights(nano);
    weights.delete('stages.1.blocks.0.norm.bias');
    weights.set('stages.0.blocks.0.mlp.grn.weight', { shape: [1], values: new Float32Array(1) });
    weights.set('stem.1.bias', { shape: [1, 80], values: new Float32Array(80) });
    expect(refusal(weights)).toBe(
      'need the 144 tensors of convnext_nano in a.ckpt; got them without stages.1.blocks.0.norm.bias, with stem.1.bias of shape [1, 80] in place of [80], with the unexpected stages.0.blocks.0.mlp.grn.weight: the file is damaged, or holds another network',
    );
  });

  it('says which networks are too large or not supported', () => {
    const tensor = (shape: number[]) => ({ shape, values: new Float32Array(sizeOf(shape)) });
    expect(refusal(new Map([['stem.0.weight', tensor([192, 3, 4, 4])]]))).toContain(
      'convnext_large in a.ckpt',
    );
    expect(refusal(new Map([['stem.conv1.weight', tensor([64, 3, 3, 3])]]))).toContain('a MaxViT');
    const v2: Weights = new Map([
      ['conv_stem.weight', tensor([24, 3, 3, 3])],
      ['blocks.0.0.conv.weight', tensor([24, 24, 3, 3])],
    ]);
    expect(refusal(v2)).toContain('an EfficientNetV2');
    expect(refusal(new Map([['dense/kernel', tensor([3, 2])]]))).toContain(
      'got tensors named dense/kernel in a.ckpt',
    );
    expect(refusal(new Map([['stem.0.weight', tensor([40, 3, 4, 4])]]))).toContain(
      'depths 0, 0, 0, 0 and 40 channels',
    );
    expect(refusal(new Map([['stem.0.weight', tensor([80, 2, 4, 4])]]))).toContain('got [80, 2, 4, 4]');
    expect(refusal(new Map([['stem.0.weight', tensor([80])]]))).toContain('got [80]');
    expect(refusal(new Map())).toContain('choose another file');
  });
});

describe('heads', () => {
  it('of 46 answers are Euclid’s tree', () => {
    const { head, notes } = identifyNetwork(withHead('1.0', 46), 'mwalmsley/zoobot-finetuned-euclid');
    expect(head!.card).toEqual({ kind: 'tree', questions: galaxyZooSchemas.get('euclid') });
    expect(head!.weight.shape).toEqual([46, 640]);
    expect([...head!.bias.values]).toEqual(new Array(46).fill(3));
    expect(notes).toEqual([]);
  });

  it('of 30 answers, which three campaigns share, are named by columns or hint only', () => {
    const unnamed = identifyNetwork(withHead('1.0', 30), 'a.ckpt');
    expect(unnamed.notes).toEqual([
      "The 30 answers of this file's head could be those of gzd12, gz2, ukidss: they are numbered.",
    ]);
    expect(unnamed.head!.card).toMatchObject({ kind: 'tree', questions: [{ start: 0, askedIf: null }] });
    const gz2 = { kind: 'tree', questions: galaxyZooSchemas.get('gz2')! };
    const labelColumns = gz2.questions.flatMap(question => question.answers.map(answer => answer.column));
    expect(identifyNetwork(withHead('1.0', 30), 'a', { labelColumns }).head!.card).toEqual(gz2);
    expect(identifyNetwork(withHead('1.0', 30), 'a', { schema: 'gz2' }).head!.card).toEqual(gz2);
    expect(identifyNetwork(withHead('1.0', 30), 'someone/zoobot-gz2').head!.card).toEqual(gz2);
  });

  it('of answers no campaign has are numbered, or asked by their own columns', () => {
    const { head, notes } = identifyNetwork(withHead('1.0', 3), 'a.ckpt');
    expect(notes).toEqual([
      "The 3 answers of this file's head fit no campaign of Galaxy Zoo: they are numbered.",
    ]);
    expect(head!.card).toMatchObject({
      questions: [{ answers: [{ name: 'answer 1' }, { name: 'answer 2' }, { name: 'answer 3' }] }],
    });
    const labelColumns = ['tail_long', 'tail_short', 'has-shell_yes'];
    expect(identifyNetwork(withHead('1.0', 3), 'a', { labelColumns }).head!.card).toEqual({
      kind: 'tree',
      questions: [
        {
          name: 'tail',
          text: 'tail?',
          start: 0,
          answers: [
            { name: 'long', column: 'tail_long' },
            { name: 'short', column: 'tail_short' },
          ],
          askedIf: null,
        },
        {
          name: 'has-shell',
          text: 'has shell?',
          start: 2,
          answers: [{ name: 'yes', column: 'has-shell_yes' }],
          askedIf: null,
        },
      ],
    });
    expect(() => identifyNetwork(withHead('1.0', 3), 'a', { labelColumns: ['tail_long'] })).toThrow('got 1');
  });

  it('of classes are named where the repository is known', () => {
    const galaxy10 = identifyNetwork(withHead('linear', 10), 'mwalmsley/zoobot-finetuned-decals10');
    expect(galaxy10.head!.card).toMatchObject({ kind: 'classes' });
    expect(galaxy10.notes).toEqual([]);
    const tidal = identifyNetwork(withHead('linear', 2), 'local.ckpt', {
      repository: 'mwalmsley/zoobot-finetuned-is_tidal',
    });
    expect(tidal.head!.card).toEqual({ kind: 'classes', classes: ['not tidal', 'tidal'] });
    const unknown = identifyNetwork(withHead('linear', 3), 'local.ckpt');
    expect(unknown.head!.card).toEqual({ kind: 'classes', classes: ['class 0', 'class 1', 'class 2'] });
    expect(unknown.notes).toEqual(['The file does not name the 3 classes of its head: they are numbered.']);
  });

  it('stand on the projection that an EfficientNet’s file carries, whose width is the representation’s', () => {
    const narrow = zeroWeights(efficientNetLayout(3, { squeezes: false, projectedTo: 384 }));
    narrow.set('head.linear.weight', { shape: [2, 384], values: new Float32Array(768) });
    narrow.set('head.linear.bias', { shape: [2], values: new Float32Array(2) });
    const { network, weights, head, notes } = identifyNetwork(narrow, 'narrow.safetensors', {
      card: { kind: 'classes', classes: ['a', 'b'] },
    });
    expect(network).toMatchObject({ architecture: 'efficientnet_lite0', dimension: 384 });
    expect(weights.get('representation.weight')!.shape).toEqual([384, 1280]);
    expect(head!.weight.shape).toEqual([2, 384]);
    expect(notes).toEqual([]);
    narrow.delete('representation.bias');
    expect(refusal(narrow)).toContain('without representation.bias');
    narrow.set('representation.weight', { shape: [384, 640], values: new Float32Array(384 * 640) });
    expect(refusal(narrow)).toContain('representation.weight of shape [384, 640]');
  });

  it('know the shorter EfficientNet by its last stage', () => {
    const short = zeroWeights(efficientNetLayout(3, { squeezes: false, short: true, projectedTo: 128 }));
    const { network, weights } = identifyNetwork(short, 'short.safetensors');
    expect(network).toMatchObject({ architecture: 'efficientnet_lite0', dimension: 128 });
    expect(weights.size).toBe(short.size);
    short.delete('blocks.6.0.bn2.bias');
    expect(refusal(short)).toContain('without blocks.6.0.bn2.bias');
  });

  it('that fit no encoder are refused, and a regression is left out', () => {
    expect(refusal(withHead('1.0', 46, 512))).toContain('need head.1.0 of 640 inputs');
    const halved = withHead('linear', 2);
    halved.delete('head.linear.bias');
    expect(refusal(halved)).toContain('head.linear');
    const regression = identifyNetwork(withHead('linear', 1), 'a.ckpt');
    expect(regression.head).toBeNull();
    expect(regression.notes[0]).toContain('a regression');
  });
});
