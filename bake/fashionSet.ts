import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { CuratedPart, CuratedSet } from '../src/contracts/curation.ts';
import { membersOf } from '../src/maths/distillation/contenders.ts';
import { channelStatistics } from '../src/maths/images/channelStatistics.ts';
import { createRandom } from '../src/maths/statistics/random.ts';

/** Credit on the card of a set that is distilled from it. */
export const fashionCredit =
  'Distilled from Fashion-MNIST (Xiao, Rasul & Vollgraf 2017; Zalando SE, MIT licence).';

const folder = '/usr/share/datasets/fashion-mnist/'; // of Debian's package dataset-fashion-mnist
const classes = [
  'T-shirt',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Boot',
];
const [side, sidePx] = [28, 32]; // two black pixels on every side: a student halves its side three times
const perClass = { train: 1000, validation: 100, test: 200 }; // 2,000 test images; a sixth of the rest, for a browser's pace
const seed = 5;

/**
 * Fashion-MNIST (Xiao et al. 2017) as a curated set: grey in three equal channels, padded to 32 px, the same images at every call.
 *
 * @throws Error where Debian's package is not installed
 */
export function fashionSet(): CuratedSet {
  if (!existsSync(`${folder}t10k-images-idx3-ubyte.gz`)) {
    throw new Error(
      'need Fashion-MNIST from Debian’s package dataset-fashion-mnist; got none: apt-get install dataset-fashion-mnist',
    );
  }
  const known = partsOf('train', [perClass.train, perClass.validation]);
  const [test] = partsOf('t10k', [perClass.test]);
  const [train, validation] = known;
  return {
    title: 'Fashion-MNIST',
    classes,
    view: { sidePx, cropFraction: 1 },
    ...channelStatistics(train.pixels),
    ...{ train, validation, test },
  };
}

/** Disjoint parts of a file, as many of each class as asked for. */
function partsOf(name: string, counts: readonly number[]): CuratedPart[] {
  const labels = gunzipSync(readFileSync(`${folder}${name}-labels-idx1-ubyte.gz`)).subarray(8); // behind the IDX header
  const images = gunzipSync(readFileSync(`${folder}${name}-images-idx3-ubyte.gz`)).subarray(16);
  const random = createRandom(seed);
  const members = membersOf(labels, classes.length).map(rows => random.shuffle(rows));
  let from = 0;
  return counts.map(count => {
    const rows = Uint32Array.from(members.flatMap(own => own.slice(from, from + count)));
    from += count;
    return { rows, labels: Uint8Array.from(rows, row => labels[row]), pixels: padded(images, rows) };
  });
}

/** (rows.length, sidePx, sidePx, 3) */
function padded(images: Uint8Array, rows: Uint32Array): Uint8Array {
  const pixels = new Uint8Array(rows.length * sidePx * sidePx * 3);
  const edge = (sidePx - side) / 2;
  for (const [i, row] of rows.entries()) {
    for (let at = 0; at < side * side; at++) {
      const [x, y] = [(at % side) + edge, Math.floor(at / side) + edge];
      const value = images[row * side * side + at];
      pixels.fill(value, ((i * sidePx + y) * sidePx + x) * 3, ((i * sidePx + y) * sidePx + x + 1) * 3);
    }
  }
  return pixels;
}
