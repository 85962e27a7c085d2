import { existsSync, readFileSync } from 'node:fs';
import { loadNodeEncoder, startNodeBackend } from '../../bake/nodeEncoder.ts';
import {
  buildTransformer,
  freshSmallNetwork,
  freshTransformer,
} from '../../bake/selfsupervision/selfNetworks.ts';
import { readShippedSelf, type SelfNote } from '../../bake/selfsupervision/shippedSelf.ts';
import type { PixelView } from '../../src/contracts/ingest.ts';
import { neighbourVotes } from '../../src/maths/selfsupervision/neighbourVotes.ts';
import { smallNetworkOptions, smallView } from '../../src/maths/selfsupervision/smallNetwork.ts';
import { splitOf } from '../../src/maths/statistics/split.ts';
import { createEfficientNet } from '../../src/nets/encoders/efficientNet.ts';
import { embedPixels } from '../../src/nets/encoders/embedder.ts';
import type { Encoder } from '../../src/nets/encoders/encoder.ts';
import { judgedVectors } from '../../src/nets/selfsupervision/judgedViews.ts';
import type { TrainableEncoder } from '../../src/nets/training/trainableEncoder.ts';
import {
  categoryReader,
  type GalaxyCatalogue,
  numberReader,
  openGalaxies,
  pixelsOfRows,
} from '../sources/galaxyCatalogue.ts';
import { auroc } from '../statistics/auroc.ts';
import { fitLinearProbe, type Labelled, labelledRows } from '../statistics/linearProbe.ts';

/** A network and how it sees galaxies. */
interface Source {
  dimension: number;
  view: PixelView;
  /** (n, sidePx, sidePx, 3) 0–255 → (n, dimension) row-major */
  embed(pixels: Uint8Array): Promise<Float32Array>;
  dispose(): void;
}

interface Knows {
  knn: number;
  linear: number;
}

/** What a source knows: areas under ROC of Galaxy Zoo 2's questions, balanced accuracy of Galaxy Zoo 1's five classes. */
type Figures = Record<keyof typeof questions | 'gz1', Knows>;

const questions = {
  odd: { column: 'Class6.1', above: 0.5 },
  ring: { column: 'Class8.1', above: 0.3 },
  edgeOn: { column: 'Class2.1', above: 0.5 },
};
const classes = ['elliptical', 'spiral', 'edge_on', 'merger', 'dont_know'];
const places = new URL('./', import.meta.url);
const calibrationRows = 64;

/**
 * What networks know that have learnt without labels, beside the same networks untrained and the shipped weights: probes fitted
 * on the train split, judged on the test split, which the trainings have not seen. Weights that are not here yet are left out.
 */
export async function measureSelfsup(): Promise<Record<string, Figures | Omit<SelfNote, 'tensors'>>> {
  await startNodeBackend(() => performance.now());
  const figures: Record<string, Figures | Omit<SelfNote, 'tensors'>> = {};
  for (const name of ['randomCnn', 'byol', 'randomVit', 'dino', 'imagenet', 'galaxy']) {
    const source = await sourceNamed(name);
    if (!source) continue;
    figures[name] = await knowledgeOf(source);
    source.dispose();
    console.error(name, JSON.stringify(figures[name]));
  }
  for (const name of ['byol', 'dino']) {
    const note = noteOf(name);
    if (!note) continue;
    const { tensors: _, ...trained } = note;
    figures[`${name}Training`] = trained;
  }
  return figures;
}

/** The network of a name; undefined where its weights are not here. */
async function sourceNamed(name: string): Promise<Source | undefined> {
  switch (name) {
    case 'randomCnn':
      return embedding(createEfficientNet(await untrained(), smallNetworkOptions), smallView);
    case 'randomVit':
      return learning(buildTransformer(freshTransformer()));
    case 'byol':
    case 'dino': {
      const note = noteOf(name);
      if (!note) return undefined;
      const bytes = new Uint8Array(readFileSync(new URL(`${name}.bin`, places)));
      const weights = readShippedSelf(note.tensors, bytes);
      if (name === 'dino') return learning(buildTransformer(weights));
      return embedding(createEfficientNet(weights, smallNetworkOptions), smallView);
    }
    default: {
      const { encoder, manifest } = await loadNodeEncoder(name);
      return embedding(encoder, manifest.view);
    }
  }
}

function embedding(encoder: Encoder, view: PixelView): Source {
  const { dimension, dispose } = encoder;
  return { dimension, view, dispose, embed: pixels => embedPixels(encoder, pixels, view.sidePx) };
}

function learning(encoder: TrainableEncoder): Source {
  const { dimension, dispose } = encoder;
  const view = smallView;
  return { dimension, view, dispose, embed: pixels => judgedVectors(encoder, pixels, view.sidePx) };
}

function noteOf(name: string): SelfNote | undefined {
  const file = new URL(`${name}.json`, places);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SelfNote) : undefined;
}

/** The small network as BYOL began with it: the statistics of its norms are of galaxies it learns from. */
async function untrained() {
  const galaxies = await openGalaxies('gz2-voted.parquet');
  const { ids } = galaxies.opened;
  const rows = Uint32Array.from([...ids].flatMap((id, row) => (splitOf(id) === 'test' ? [] : [row])));
  const { values } = await pixelsOfRows(galaxies, rows.slice(0, calibrationRows), smallView);
  return freshSmallNetwork({ pixels: Uint8Array.from(values), sidePx: smallView.sidePx });
}

async function knowledgeOf(source: Source): Promise<Figures> {
  const gz2 = await representedGalaxies('gz2-voted.parquet', source);
  const figures = {} as Figures;
  for (const [name, { column, above }] of Object.entries(questions)) {
    const share = numberReader(gz2.galaxies.opened, column);
    const labelOf = (row: number) => Number(share(row) > above);
    const [fit, test] = [labelled(gz2, labelOf, 'train'), labelled(gz2, labelOf, 'test')];
    const { columns } = gz2;
    const votes = neighbourVotes(fit.rows, fit.labels, test.rows, { columns, classes: 2 });
    const positive = Array.from(test.labels, Boolean);
    figures[name as keyof typeof questions] = {
      knn: auroc(
        positive.map((_, i) => votes[2 * i + 1]),
        positive,
      ),
      linear: auroc(fitLinearProbe(fit, null, columns, 2)(test.rows), positive),
    };
  }
  const gz1 = await representedGalaxies('gz1-sdss.parquet', source);
  const classOf = categoryReader(gz1.galaxies.opened, 'class');
  const labelOf = (row: number) => {
    const label = classes.indexOf(classOf(row).replace(/^spiral_.*/, 'spiral'));
    if (label < 0) throw new Error(`need the classes ${classes} in gz1-sdss; got ${classOf(row)}`);
    return label;
  };
  const [fit, test] = [labelled(gz1, labelOf, 'train'), labelled(gz1, labelOf, 'test')];
  const { columns } = gz1;
  const votes = balancedVotes(fit, test.rows, columns);
  const scores = fitLinearProbe(fit, null, columns, classes.length)(test.rows);
  figures.gz1 = { knn: balancedAccuracy(votes, test.labels), linear: balancedAccuracy(scores, test.labels) };
  return figures;
}

/** Votes of neighbours, each class's divided by its share of the labelled galaxies: 70 % of them are elliptical. */
function balancedVotes(fit: Labelled, rows: Float32Array, columns: number): Float64Array {
  const votes = neighbourVotes(fit.rows, fit.labels, rows, { columns, classes: classes.length });
  const counts = new Float64Array(classes.length);
  for (let i = 0; i < fit.labels.length; i++) counts[fit.labels[i]]++;
  return votes.map((vote, i) => vote / counts[i % classes.length]);
}

/** Mean over the classes of the share of their members whose largest score is their own. */
function balancedAccuracy(scores: Float64Array, labels: ArrayLike<number>): number {
  const count = classes.length;
  const [right, members] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < labels.length; i++) {
    const own = scores.subarray(i * count, (i + 1) * count);
    members[labels[i]]++;
    if (own.indexOf(Math.max(...own)) === labels[i]) right[labels[i]]++;
  }
  return right.reduce((sum, each, c) => sum + each / members[c], 0) / count;
}

interface Represented {
  galaxies: GalaxyCatalogue;
  rows: Uint32Array;
  columns: number;
  /** (rows, columns) row-major */
  values: Float32Array;
}

const embeddedTogether = 512; // galaxies whose pixels are held at a time

async function representedGalaxies(
  file: string,
  { dimension: columns, view, embed }: Source,
): Promise<Represented> {
  const galaxies = await openGalaxies(file);
  const { ids } = galaxies.opened;
  const rows = Uint32Array.from([...ids].flatMap((id, row) => (splitOf(id) === 'validation' ? [] : [row])));
  const values = new Float32Array(rows.length * columns);
  for (let at = 0; at < rows.length; at += embeddedTogether) {
    const pixels = await pixelsOfRows(galaxies, rows.slice(at, at + embeddedTogether), view);
    values.set(await embed(Uint8Array.from(pixels.values)), at * columns);
    console.error(`${Math.min(rows.length, at + embeddedTogether)} of ${rows.length} galaxies of ${file}`);
  }
  return { galaxies, rows, columns, values };
}

function labelled(
  { galaxies, rows, columns, values }: Represented,
  labelOf: (row: number) => number,
  split: 'train' | 'test',
): Labelled {
  const which = [...rows.keys()].filter(i => splitOf(galaxies.opened.ids.at(rows[i])) === split);
  return labelledRows({ rows: values, labels: Array.from(rows, labelOf) }, columns, which);
}
