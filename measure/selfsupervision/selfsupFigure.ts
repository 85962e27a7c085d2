import { loadNodeEncoder, startNodeBackend } from '../../bake/nodeEncoder.ts';
import {
  buildTransformer,
  freshSmallNetwork,
  freshTransformer,
} from '../../bake/selfsupervision/selfNetworks.ts';
import type { SelfNote } from '../../bake/selfsupervision/shippedSelf.ts';
import type { PixelView } from '../../src/contracts/ingest.ts';
import { neighbourVotes } from '../../src/maths/selfsupervision/neighbourVotes.ts';
import { smallNetworkOptions, smallView } from '../../src/maths/selfsupervision/smallNetwork.ts';
import { splitOf } from '../../src/maths/statistics/split.ts';
import { createEfficientNet } from '../../src/nets/encoders/efficientNet.ts';
import {
  categoryReader,
  type GalaxyCatalogue,
  numberReader,
  openGalaxies,
  pixelsOfRows,
} from '../sources/galaxyCatalogue.ts';
import {
  encoderSource,
  type KeptName,
  keptNote,
  keptSource,
  missingSentence,
  type NetworkSource,
  trainableSource,
} from '../sources/keptNetworks.ts';
import { auroc } from '../statistics/auroc.ts';
import { fitLinearProbe, type Labelled, labelledRows } from '../statistics/linearProbe.ts';

/** By the names of networks, and of trainings. */
type SelfsupFigure = Record<string, Figures | Omit<SelfNote, 'tensors'> | { missing: string }>;

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
const calibrationRows = 64;

/**
 * What networks know that have learnt without labels, beside the same networks untrained and the shipped weights: probes fitted
 * on the train split, judged on the test split, which the trainings have not seen. Of weights that
 * are not here yet it says so.
 */
export async function measureSelfsup(): Promise<SelfsupFigure> {
  await startNodeBackend(() => performance.now());
  const figures: SelfsupFigure = {};
  const seen: SeenGalaxies = new Map();
  for (const name of ['randomCnn', 'byol', 'randomVit', 'dino', 'imagenet', 'galaxy']) {
    const source = await sourceNamed(name);
    if (!source) {
      figures[name] = { missing: missingSentence(name as KeptName) };
      continue;
    }
    figures[name] = await knowledgeOf(source, seen);
    source.dispose();
    console.error(name, JSON.stringify(figures[name]));
  }
  for (const name of ['byol', 'dino'] as const) {
    const note = keptNote(name);
    if (!note) continue;
    const { tensors: _, ...trained } = note;
    figures[`${name}Training`] = trained;
  }
  return figures;
}

/** The network of a name; undefined where its weights are not here. */
async function sourceNamed(name: string): Promise<NetworkSource | undefined> {
  switch (name) {
    case 'randomCnn':
      return encoderSource(createEfficientNet(await untrained(), smallNetworkOptions), smallView);
    case 'randomVit':
      return trainableSource(buildTransformer(freshTransformer()));
    case 'byol':
    case 'dino':
      return keptSource(name);
    default: {
      const { encoder, manifest } = await loadNodeEncoder(name);
      return encoderSource(encoder, manifest.view);
    }
  }
}

/** The small network as BYOL began with it: the statistics of its norms are of galaxies it learns from. */
async function untrained() {
  const galaxies = await openGalaxies('gz2-voted.parquet');
  const { ids } = galaxies.opened;
  const rows = Uint32Array.from([...ids].flatMap((id, row) => (splitOf(id) === 'test' ? [] : [row])));
  const { values } = await pixelsOfRows(galaxies, rows.slice(0, calibrationRows), smallView);
  return freshSmallNetwork({ pixels: Uint8Array.from(values), sidePx: smallView.sidePx });
}

async function knowledgeOf(source: NetworkSource, seen: SeenGalaxies): Promise<Figures> {
  const gz2 = await representedGalaxies('gz2-voted.parquet', source, seen);
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
  const gz1 = await representedGalaxies('gz1-sdss.parquet', source, seen);
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

/** Galaxies whose images are read already, by file and view: several networks see them alike. */
type SeenGalaxies = Map<string, { galaxies: GalaxyCatalogue; rows: Uint32Array; pixels: Uint8Array }>;

const readTogether = 512; // galaxies whose pixels are held as numbers at a time

async function seenGalaxies(file: string, view: PixelView, seen: SeenGalaxies) {
  const key = `${file} ${JSON.stringify(view)}`;
  const known = seen.get(key);
  if (known) return known;
  for (const old of seen.keys()) if (old.startsWith(file)) seen.delete(old); // networks of one view stand together
  const galaxies = await openGalaxies(file);
  const { ids } = galaxies.opened;
  const rows = Uint32Array.from([...ids].flatMap((id, row) => (splitOf(id) === 'validation' ? [] : [row])));
  const pixels = new Uint8Array(rows.length * view.sidePx ** 2 * 3);
  for (let at = 0; at < rows.length; at += readTogether) {
    const some = await pixelsOfRows(galaxies, rows.slice(at, at + readTogether), view);
    pixels.set(some.values, at * view.sidePx ** 2 * 3);
    console.error(`${Math.min(rows.length, at + readTogether)} of ${rows.length} galaxies of ${file}`);
  }
  const now = { galaxies, rows, pixels };
  seen.set(key, now);
  return now;
}

async function representedGalaxies(
  file: string,
  { dimension: columns, view, embed }: NetworkSource,
  seen: SeenGalaxies,
): Promise<Represented> {
  const { galaxies, rows, pixels } = await seenGalaxies(file, view, seen);
  return { galaxies, rows, columns, values: await embed(pixels) };
}

function labelled(
  { galaxies, rows, columns, values }: Represented,
  labelOf: (row: number) => number,
  split: 'train' | 'test',
): Labelled {
  const which = [...rows.keys()].filter(i => splitOf(galaxies.opened.ids.at(rows[i])) === split);
  return labelledRows({ rows: values, labels: Array.from(rows, labelOf) }, columns, which);
}
