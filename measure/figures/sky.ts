import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fileSourceOf } from '../../bake/inputSource.ts';
import { startJpegEncoder } from '../../bake/jpegEncoder.ts';
import { nodeCodecs } from '../../bake/nodeCodecs.ts';
import { loadNodeEncoder, startNodeBackend } from '../../bake/nodeEncoder.ts';
import { nodeIngest } from '../../bake/nodeIngest.ts';
import { skyImages, skyJpegQuality } from '../../bake/skyImages.ts';
import { ImageDecoder } from '../../src/data/images/imageDecoder.ts';
import { centralSquare, resizeBox } from '../../src/maths/images/resize.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { embedPixels } from '../../src/nets/encoders/embedder.ts';
import { defaultSidePx } from '../../src/sky/simulateGalaxy.ts';
import { auroc } from '../statistics/auroc.ts';
import { growBoostedTrees } from '../statistics/boostedTrees.ts';
import { fitLinearProbe, labelledRows } from '../statistics/linearProbe.ts';
import { pictureFeatures } from '../statistics/pictureFeatures.ts';

const perKind = 1000; // pictures of each kind, as the project asks
const trainShare = 0.7;
const seed = 20_040; // of the draw of real galaxies and of the split
const surveySeed = 1; // the shipped sky's

/** How well the simulated sky is told from the real one: ½ not at all, 1 always. */
interface SkyFigure {
  /** Area under ROC of the stronger adversary on held-out pictures */
  auroc: number;
  /** Boosted trees on light profile, grain, colours and symmetry */
  aurocFeatures: number;
  /** Logistic regression on ImageNet's EfficientNet-Lite0 */
  aurocRepresentations: number;
  real: number;
  simulated: number;
  heldOut: number;
  sidePx: number;
  jpegQuality: number;
}

/**
 * Trains two small classifiers to tell 1,000 real from 1,000 simulated galaxies. The real ones (gz2-voted, 160 px) are
 * reduced to the simulation's size by the resize the simulation uses and encoded by the same JPEG encoder at the same
 * quality, and both are decoded again, so that neither scale nor compression gives the answer away.
 */
export async function measureSky(): Promise<SkyFigure> {
  const pictures = [...(await realPictures()), ...(await simulatedPictures())];
  const labels = Uint8Array.from(pictures, (_, k) => (k < perKind ? 1 : 0));
  const order = createRandom(seed).shuffle(Array.from(pictures, (_, k) => k));
  const cut = Math.round(trainShare * order.length);
  const split = { train: order.slice(0, cut), test: order.slice(cut) };
  const aurocFeatures = byFeatures(pictures, labels, split);
  console.error(`boosted trees: ${aurocFeatures}`);
  const aurocRepresentations = await byRepresentations(pictures, labels, split);
  console.error(`representations: ${aurocRepresentations}`);
  return {
    auroc: Math.max(aurocFeatures, aurocRepresentations),
    aurocFeatures,
    aurocRepresentations,
    real: perKind,
    simulated: perKind,
    heldOut: split.test.length,
    sidePx: defaultSidePx,
    jpegQuality: skyJpegQuality,
  };
}

interface Split {
  train: number[];
  test: number[];
}

async function realPictures(): Promise<Uint8Array[]> {
  const path = fileURLToPath(new URL('../../../shared/galaxies/gz2-voted.parquet', import.meta.url));
  if (!existsSync(path))
    throw new Error(`need the real galaxies of ${'../shared/galaxies'}; got nothing there`);
  const ingest = nodeIngest();
  const catalogue = await ingest.open(await fileSourceOf(path));
  const all = createRandom(seed + 1).shuffle(Array.from({ length: catalogue.rowCount }, (_, k) => k));
  const rows = Uint32Array.from(all.slice(0, perKind)).sort();
  const encode = await startJpegEncoder();
  const decoder = new ImageDecoder(await nodeCodecs());
  const batch = await ingest.pixels(catalogue.handle, rows, { sidePx: defaultSidePx, cropFraction: 1 });
  const size = defaultSidePx ** 2 * 3;
  const pictures: Uint8Array[] = [];
  for (let k = 0; k < batch.rows.length; k++) {
    const jpeg = await encode(batch.pixels.subarray(k * size, (k + 1) * size), defaultSidePx, skyJpegQuality);
    pictures.push(await pixelsOf(jpeg, decoder));
  }
  return pictures;
}

async function simulatedPictures(): Promise<Uint8Array[]> {
  const decoder = new ImageDecoder(await nodeCodecs());
  const pictures: Uint8Array[] = [];
  let bytes = 0;
  for await (const { jpeg } of skyImages(perKind, surveySeed, await startJpegEncoder())) {
    bytes += jpeg.length;
    pictures.push(await pixelsOf(jpeg, decoder));
  }
  console.error(`${Math.round(bytes / perKind)} bytes a simulated JPEG`);
  return pictures;
}

/** Decoded, (side, side, 3). */
async function pixelsOf(jpeg: Uint8Array, decoder: ImageDecoder): Promise<Uint8Array> {
  const image = await decoder.decode(jpeg);
  // Same size: drops alpha only
  return resizeBox(image, centralSquare(image.widthPx, image.heightPx, 1), image.widthPx);
}

function byFeatures(pictures: Uint8Array[], labels: Uint8Array, { train, test }: Split): number {
  const features = pictures.map(picture => pictureFeatures(picture, defaultSidePx));
  const columns = features[0].length;
  const matrix = (rows: number[]) => Float64Array.from(rows.flatMap(row => features[row]));
  const options = { trees: 300, depth: 3, learningRate: 0.08 }; // enough for the held-out area to level off
  const model = growBoostedTrees(matrix(train), labelsOf(train, labels), columns, options);
  return auroc(model.score(matrix(test)), labelsOf(test, labels));
}

async function byRepresentations(
  pictures: Uint8Array[],
  labels: Uint8Array,
  { train, test }: Split,
): Promise<number> {
  await startNodeBackend(() => performance.now());
  const { encoder, manifest } = await loadNodeEncoder('imagenet');
  const { sidePx, cropFraction } = manifest.view;
  const columns = encoder.dimension;
  const values = new Float32Array(pictures.length * columns);
  const together = 100; // images enlarged at once
  for (let first = 0; first < pictures.length; first += together) {
    const group = pictures.slice(first, first + together);
    const pixels = new Uint8Array(group.length * sidePx * sidePx * 3);
    group.forEach((picture, k) => {
      const size = sidePx * sidePx * 3;
      const box = centralSquare(defaultSidePx, defaultSidePx, cropFraction);
      const image = {
        widthPx: defaultSidePx,
        heightPx: defaultSidePx,
        channels: 3,
        pixels: picture,
      } as const;
      resizeBox(image, box, sidePx, pixels.subarray(k * size, (k + 1) * size));
    });
    values.set(await embedPixels(encoder, pixels, sidePx), first * columns);
  }
  encoder.dispose();
  const labelled = (rows: number[]) => labelledRows({ rows: values, labels }, columns, rows);
  // The penalty is chosen on a fifth of the training pictures, so that nothing is chosen on the held-out ones.
  const inner = train.slice(0, Math.round(train.length * 0.8));
  const probe = fitLinearProbe(labelled(inner), labelled(train.slice(inner.length)), columns, 2);
  return auroc(probe(labelled(test).rows), labelsOf(test, labels));
}

function labelsOf(rows: number[], labels: Uint8Array): Uint8Array {
  return Uint8Array.from(rows, row => labels[row]);
}
