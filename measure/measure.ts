/**
 * `npm run measure NAME`: computes one figure afresh and prints it as one JSON object on its last line. What happens
 * on the way goes to standard error. The figure is written into docs/figures.md, and into README.md where that quotes
 * it, unless `--no-record` is given.
 */
import { fileURLToPath } from 'node:url';
import { shippedSha256 } from '../src/data/weights/shelf/shippedHashes.ts';
import { figureName } from './figureName.ts';
import { thisMachine } from './record/machine.ts';
import { runFigure } from './record/runFigure.ts';

/** Each figure by name: what it tells, the weights it rests on, and the code, loaded when asked for. */
const figures: Record<
  string,
  { tells: string; weights?: string[]; compute: (options: string[]) => Promise<object> }
> = {
  start: {
    tells: 'kilobytes and milliseconds until the map is drawn and a first click is answered',
    compute: async () => (await import('./figures/start.ts')).measureStart(),
  },
  load: {
    tells: 'seconds, memory and the longest freeze of opening 100,000, 300,000 and a million galaxies',
    compute: async () => (await import('./figures/load.ts')).measureLoad(),
  },
  open: {
    tells: 'seconds from dropping galaxies to their first picture, the first map and the whole one',
    compute: async () => (await import('./figures/open.ts')).measureOpen(),
  },
  crew: {
    tells: 'seconds from dropping 822 images until all are on the map, with one tensor worker and with two',
    compute: async () => (await import('./scale/crewFigure.ts')).measureCrew(),
  },
  formats: {
    tells: 'how many of 123 survey files are read as astropy, h5py and asdf read them',
    compute: async () => (await import('./formats/formatsFigure.ts')).measureFormats(),
  },
  fits: {
    tells: 'megapixels a second of RICE-compressed FITS images, beside astropy',
    compute: async () => (await import('./formats/fitsFigure.ts')).measureFits(),
  },
  hdf5: {
    tells: "images a second from a 10,000-image HDF5 file in Galaxy10's layout, beside h5py",
    compute: async () => (await import('./formats/hdf5Figure.ts')).measureHdf5(),
  },
  detect: {
    tells:
      'how many smooth galaxies of crowded frames of 4 megapixels are found, and their light, beside photutils',
    compute: async () => (await import('./detect/detectFigure.ts')).measureDetect(),
  },
  fetch: {
    tells:
      'seconds and requests of a set of the hub and of 300 cutouts, from a host on loopback with 50 ms and 5 MB/s',
    compute: async () => (await import('./fetch/fetchFigure.ts')).measureFetch(),
  },
  survey: {
    tells:
      'seconds, kilobytes and recall of opening and searching a survey of a million rows on a host 50 ms away',
    compute: async options => {
      const folder = options.find(each => each.startsWith('--folder='))?.slice('--folder='.length);
      return (await import('./survey/surveyFigure.ts')).measureSurvey(folder);
    },
  },
  reload: {
    tells: 'seconds until a kept catalogue is on its map again after a reload, and what was computed for it',
    compute: async () => (await import('./kept/reload.ts')).measureReload(),
  },
  session: {
    tells:
      'seconds and megabytes of 4,002 galaxies with a fine-tuning run and a search as one file, and opened elsewhere',
    compute: async () => (await import('./kept/session.ts')).measureSession(),
  },
  killed: {
    tells: 'how a catalogue is found that was being kept when the browser was killed, 20 times',
    compute: async () => (await import('./kept/killed/killed.ts')).measureKilled(),
  },
  search: {
    tells:
      'milliseconds to the ten nearest of 100,000 and a million vectors, exactly, beside plain loops and hnswlib-wasm',
    compute: async () => (await import('./figures/search.ts')).measureSearch(),
  },
  filter: {
    tells:
      "milliseconds from a brush to all linked counts and the map's new colours, beside crossfilter2's counts",
    compute: async () => (await import('./figures/filter.ts')).measureFilter(),
  },
  similarity: {
    tells: 'share of the 10 nearest neighbours that have the same label',
    weights: ['galaxy'],
    compute: async () => (await import('./figures/similarity.ts')).measureSimilarity(),
  },
  representation: {
    tells:
      'what galaxy, ImageNet and random weights and raw pixels know of shapes: linear probes and neighbours',
    weights: ['galaxy', 'small', 'imagenet'],
    compute: async () => (await import('./figures/representation.ts')).measureRepresentation(),
  },
  learning: {
    tells:
      'what probes on the galaxy weights know with none, a quarter, half and all of the new labels of volunteers and experts',
    weights: ['galaxy'],
    compute: async () => (await import('./representation/learningFigure.ts')).measureLearning(),
  },
  rotation: {
    tells: 'how alike a galaxy and its quarter turns and mirror images are, and how often it is found by one',
    weights: ['galaxy', 'small', 'imagenet'],
    compute: async () => (await import('./representation/rotationFigure.ts')).measureRotation(),
  },
  votes: {
    tells: "how the shipped head's shares meet the volunteers', question by question",
    weights: ['galaxy'],
    compute: async () => (await import('./figures/votes.ts')).measureVotes(),
  },
  bakes: {
    tells: 'galaxies a second of one core that bake/ray and the bake in Node embed, and how far they differ',
    compute: async () => (await import('./survey/bakeRates.ts')).measureBakeRates(),
  },
  embed: {
    tells: 'galaxies a second on WASM, beside onnxruntime-web',
    compute: async () => (await import('./figures/embed.ts')).measureEmbed(),
  },
  encoders: {
    tells: 'galaxies a second of every architecture on WASM, beside onnxruntime-web',
    compute: async () => (await import('./figures/encoders.ts')).measureEncoders(),
  },
  map: {
    tells: "trustworthiness of the map, beside Python's umap-learn",
    compute: async () => (await import('./figures/map.ts')).measureMap(),
  },
  largeMap: {
    tells: 'seconds and memory of maps of 300,000 and a million galaxies, of which 200,000 settle',
    compute: async () => (await import('./scale/largeMap.ts')).measureLargeMap(),
  },
  layout: {
    tells: 'seconds and trustworthiness of maps of real galaxies, beside umap-js and embedding-atlas',
    compute: async () => (await import('./figures/layout.ts')).measureLayout(),
  },
  graph: {
    tells: 'seconds and recall of the neighbour graph of 100,000 vectors, beside umap-js and embedding-atlas',
    compute: async () => (await import('./figures/graph.ts')).measureGraph(),
  },
  anomalies: {
    tells: 'how many of the galaxies a simulated person cares about are found, and how well they are ranked',
    weights: ['galaxy', 'imagenet'],
    compute: async () => (await import('./figures/anomalies.ts')).measureAnomalies(),
  },
  gp: {
    tells: "seconds of the Gaussian process, beside scikit-learn's",
    compute: async () => (await import('./figures/gp.ts')).measureGp(),
  },
  finetune: {
    tells:
      'what a few labels teach: rings and Galaxy Zoo 1, from three starts, the head alone, two blocks, everything',
    weights: ['galaxy', 'imagenet'],
    compute: async () => (await import('./figures/finetune.ts')).measureFinetune(),
  },
  'train-step': {
    tells: "seconds of a training step of everything on WASM, beside PyTorch's on one thread",
    compute: async () => (await import('./figures/trainStep.ts')).measureTrainStep(),
  },
  distil: {
    tells:
      'how well networks taught by the shipped prototypes know unseen galaxies, beside random, average, herded and all',
    compute: async () => (await import('./figures/distil.ts')).measureDistil(),
  },
  'distil-fashion': {
    tells: 'the same on Fashion-MNIST, from a package of Debian',
    compute: async () => (await import('./figures/distilFashion.ts')).measureDistilFashion(),
  },
  'distil-step': {
    tells: "seconds and memory of an outer step of distillation on WASM, beside PyTorch's double backward",
    compute: async () => (await import('./figures/distilStep.ts')).measureDistilStep(),
  },
  selfsup: {
    tells:
      'what networks know that have learnt without labels, beside untrained ones and the shipped weights',
    weights: ['galaxy'],
    compute: async () => (await import('./selfsupervision/selfsupFigure.ts')).measureSelfsup(),
  },
  clusters: {
    tells:
      'what clusterings of pixels, of standardised pixels and of representations find, and what of it is companions and angles',
    weights: ['galaxy'],
    compute: async () => (await import('./clusters/clustersFigure.ts')).measureClusters(),
  },
  vit: {
    tells:
      'how well transformers from nothing tell six shapes, beside a CNN and the shipped weights, 45 seconds each',
    weights: ['galaxy'],
    compute: async () => (await import('./transformers/vitFigure.ts')).measureVit(),
  },
  'vit-step': {
    tells: "seconds of a training step of ViT-micro on WASM, beside PyTorch's on one thread",
    compute: async () => (await import('./transformers/vitStep.ts')).measureVitStep(),
  },
  'clusters-step': {
    tells: "seconds of a training step of a clustering network on WASM, beside PyTorch's on one thread",
    compute: async () => (await import('./clusters/clustersStep.ts')).measureClustersStep(),
  },
  house: {
    tells:
      'the state of the code: lengths, folders, circles, names, docstrings, repetitions; --list names each',
    compute: async options => (await import('./figures/house.ts')).measureHouse(options.includes('--list')),
  },
  sky: {
    tells: 'how well a small classifier tells the embedded sky from real galaxies',
    weights: ['imagenet'],
    compute: async () => (await import('./figures/sky.ts')).measureSky(),
  },
};

function hashesOf(names: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(names.map(each => [each, shippedSha256[each]]));
}

const options = process.argv.slice(2).filter(each => each.startsWith('--'));
const [asked = ''] = process.argv.slice(2).filter(each => !each.startsWith('--'));
const name = figureName(asked);
const figure = figures[name];
if (!figure) {
  const list = Object.entries(figures).map(([each, { tells }]) => `  ${each.padEnd(16)}${tells}`);
  console.error(
    `need the name of a figure; got "${name}". Say "npm run measure NAME" with one of:\n${list.join('\n')}`,
  );
  process.exit(2);
}
const root = new URL('../', import.meta.url);
try {
  await runFigure(
    { name, tells: figure.tells, weights: hashesOf(figure.weights), compute: () => figure.compute(options) },
    {
      places: options.includes('--no-record')
        ? null
        : {
            page: fileURLToPath(new URL('docs/figures.md', root)),
            quoting: fileURLToPath(new URL('README.md', root)),
          },
      machine: thisMachine(),
      now: () => new Date(),
      print: line => console.log(line),
    },
  );
  process.exit(0); // libraries with worker threads would keep the process alive
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
