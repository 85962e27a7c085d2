/** An encoder the Zoobot project publishes, and what a person should know before fetching it. */
interface PublishedEncoder {
  /** What the app calls it, and the last part of its repository's name. */
  name: string;
  /** "mwalmsley/zoobot-encoder-convnext_nano" */
  repository: string;
  title: string;
  /** timm's name; null where only the file tells. */
  architecture: string | null;
  /** Length of a representation; null where only the file tells. */
  dimension: number | null;
  /** Size of the download, to three digits; null where it is told only once it begins. */
  bytes: number | null;
  licence: string;
  /** True for networks that look at the luminance of an image. */
  greyscale: boolean;
  /** Name of its only file, for encoders with a head. */
  checkpoint?: string;
  /** One sentence. */
  notes: string;
}

const owner = 'mwalmsley'; // Mike Walmsley, of Galaxy Zoo
const apache = 'Apache-2.0';
const gpl = 'GPL-3.0';
const onPage = 'licence not listed'; // the lists read for this table do not say

/** The encoders alone: an image in, a representation out. Sizes and licences as their pages stated them in 2025. */
const encoders: readonly [
  suffix: string,
  title: string,
  architecture: string,
  dimension: number,
  bytes: number,
  licence: string,
  notes: string,
][] = [
  [
    'convnext_nano',
    'Zoobot ConvNeXt nano',
    'convnext_nano',
    640,
    59.8e6,
    apache,
    'Zoobot’s own recommendation.',
  ],
  [
    'efficientnet_b0',
    'Zoobot EfficientNet-B0',
    'efficientnet_b0',
    1280,
    16.2e6,
    gpl,
    'The smallest download.',
  ],
  ['convnext_pico', 'Zoobot ConvNeXt pico', 'convnext_pico', 512, 34.1e6, apache, 'The fastest ConvNeXt.'],
  [
    'convnext_tiny',
    'Zoobot ConvNeXt tiny',
    'convnext_tiny',
    768,
    111e6,
    apache,
    'Needs a graphics processor.',
  ],
  [
    'convnext_small',
    'Zoobot ConvNeXt small',
    'convnext_small',
    768,
    198e6,
    apache,
    'Needs a graphics processor.',
  ],
  [
    'convnext_base',
    'Zoobot ConvNeXt base',
    'convnext_base',
    1024,
    350e6,
    apache,
    'Needs a good graphics processor.',
  ],
  ['resnet18', 'Zoobot ResNet-18', 'resnet18', 512, 44.7e6, onPage, 'A classic, for comparison.'],
  ['resnet50', 'Zoobot ResNet-50', 'resnet50', 2048, 94e6, onPage, 'A classic, for comparison.'],
  [
    'euclid',
    'Zoobot Euclid',
    'convnext_nano',
    640,
    59.8e6,
    apache,
    'ConvNeXt nano, taught further on Euclid.',
  ],
  [
    'greyscale-convnext_pico',
    'Zoobot greyscale pico',
    'convnext_pico',
    512,
    34.1e6,
    apache,
    'For single-band images.',
  ],
  [
    'greyscale-convnext_nano',
    'Zoobot greyscale nano',
    'convnext_nano',
    640,
    59.8e6,
    apache,
    'For single-band images.',
  ],
];

const classifier = 'FinetuneableZoobotClassifier.ckpt';

/** Encoders with a head: they also answer questions. Only for Euclid's are size and network stated. */
const heads: readonly PublishedEncoder[] = [
  {
    ...fineTuned('euclid', 'Zoobot Euclid, with Galaxy Zoo’s questions'),
    checkpoint: 'FinetuneableZoobotTree.ckpt',
    architecture: 'convnext_nano',
    dimension: 640,
    bytes: 60e6,
    notes: 'Answers Galaxy Zoo Euclid’s decision tree, 46 answers.',
  },
  {
    ...fineTuned('decals10', 'Zoobot Galaxy10 DECaLS'),
    notes: 'Tells the ten classes of Galaxy10 DECaLS apart.',
  },
  {
    ...fineTuned('is_tidal', 'Zoobot tidal features'),
    notes: 'Tells galaxies with tidal features from others.',
  },
  { ...fineTuned('gz-rings', 'Zoobot rings (Galaxy Zoo)'), notes: 'Tells ringed galaxies from others.' },
  { ...fineTuned('rings', 'Zoobot rings'), notes: 'Tells ringed galaxies from others.' },
];

/** Every published encoder that runs in a browser (convnext_large, MaxViT and the larger EfficientNets do not). */
export const publishedEncoders: readonly PublishedEncoder[] = [
  ...encoders.map(([suffix, title, architecture, dimension, bytes, licence, notes]) => ({
    name: `zoobot-encoder-${suffix}`,
    repository: `${owner}/zoobot-encoder-${suffix}`,
    title,
    architecture,
    dimension,
    bytes,
    licence,
    greyscale: suffix.startsWith('greyscale'),
    notes,
  })),
  ...heads,
];

function fineTuned(suffix: string, title: string) {
  const name = `zoobot-finetuned-${suffix}`;
  return {
    name,
    repository: `${owner}/${name}`,
    title,
    architecture: null,
    dimension: null,
    bytes: null,
    licence: gpl,
    greyscale: false,
    checkpoint: classifier,
  };
}

/** The published encoder of this name; undefined for shipped weights and files from disk. */
export function publishedNamed(name: string): PublishedEncoder | undefined {
  return publishedEncoders.find(each => each.name === name);
}
