import { transfer } from 'comlink';
import type { ClusterWorker } from '../../src/contracts/clustering/clusters.ts';
import type { DistilWorker } from '../../src/contracts/distillation/distil.ts';
import type { FinetuneWorker } from '../../src/contracts/finetune.ts';
import type { TensorWorker } from '../../src/contracts/tensor.ts';
import type { SelfWorker } from '../../src/contracts/training/selfsupervision.ts';
import { loadOnce } from '../../src/rpc/loadOnce.ts';

/**
 * The tensor worker's calls, one after the other: the backend is one for all of tfjs, so it must not change under a
 * call under way. Each job's code, and tfjs with it, is loaded when it is first wanted; where that fails, the next call tries
 * again.
 *
 * @param wasmPaths where tfjs's three .wasm files are served, by their names
 */
export function createTensorWorker(
  wasmPaths: Record<string, string>,
): TensorWorker & FinetuneWorker & DistilWorker & ClusterWorker & SelfWorker {
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(call: () => Promise<T>): Promise<T> {
    const mine = last.then(call, call);
    last = mine;
    return mine;
  }
  const embedding = loadOnce(() => import('./embedding.ts'));
  const network = loadOnce(() => import('./network.ts'));
  const finetune = loadOnce(async () => {
    const [made, { encoderInUse }] = await Promise.all([import('./finetune.ts'), embedding()]);
    return made.createFinetuneWorker(encoderInUse);
  });
  const distil = loadOnce(async () => {
    const [made, { createDistilDatabase }] = await Promise.all([
      import('./distil.ts'),
      import('../../src/data/runs/distilDatabase.ts'),
    ]);
    return made.createDistil(createDistilDatabase(), Date.now);
  });
  const clusters = loadOnce(async () => {
    const [made, { createClusterDatabase }] = await Promise.all([
      import('./clusters.ts'),
      import('../../src/data/runs/clusterDatabase.ts'),
    ]);
    return made.createClusters(createClusterDatabase(), Date.now);
  });
  const self = loadOnce(async () => {
    const [made, { encoderInUse }] = await Promise.all([
      import('./selfsupervision/selfsupervision.ts'),
      embedding(),
    ]);
    return made.createSelfWorker(encoderInUse, () => performance.now());
  });
  return {
    chooseBackend: override => inTurn(async () => (await embedding()).chooseBackend(wasmPaths, override)),
    loadEncoder: (name, modelsUrl, job) =>
      inTurn(async () => (await embedding()).loadEncoder(name, modelsUrl, job)),
    loadEncoderFile: (file, job) => inTurn(async () => (await embedding()).loadEncoderFile(file, job)),
    embed: batch =>
      inTurn(async () => {
        const values = await (await embedding()).embed(batch);
        return transfer(values, [values.buffer]);
      }),
    answers: vectors => inTurn(async () => (await network()).answers(vectors)),
    distances: vectors => inTurn(async () => (await network()).distances(vectors)),
    stages: () => inTurn(async () => (await network()).stages()),
    firstFilters: () => inTurn(async () => (await network()).firstFilters()),
    featureMaps: (image, stage, most) =>
      inTurn(async () => {
        const maps = await (await network()).featureMaps(image, stage, most);
        return transfer(maps, [maps.values.buffer as ArrayBuffer]);
      }),
    attention: image =>
      inTurn(async () => {
        const kept = await (await network()).attention(image);
        return (
          kept &&
          transfer(
            kept,
            [...kept.layers, ...kept.means].map(({ buffer }) => buffer as ArrayBuffer),
          )
        );
      }),
    occluded: (image, answer, squares) =>
      inTurn(async () => (await network()).occluded(image, answer, squares)),
    startTraining: (request, from, job) =>
      inTurn(async () => (await finetune()).startTraining(request, from, job)),
    trainEpoch: job => inTurn(async () => (await finetune()).trainEpoch(job)),
    predictRows: rows => inTurn(async () => (await finetune()).predictRows(rows)),
    openTrained: run => inTurn(async () => (await finetune()).openTrained(run)),
    predictGalaxies: galaxies =>
      inTurn(async () => {
        const answers = await (await finetune()).predictGalaxies(galaxies);
        const { outputs, shares, vectors } = answers;
        return transfer(
          answers,
          [outputs, shares, ...(vectors ? [vectors] : [])].map(({ buffer }) => buffer as ArrayBuffer),
        );
      }),
    exportTrained: card =>
      inTurn(async () => {
        const file = await (await finetune()).exportTrained(card);
        return transfer(file, [file.buffer]);
      }),
    degrade: (images, degradation, seed) =>
      inTurn(async () => {
        const made = await (await finetune()).degrade(images, degradation, seed);
        return transfer(made, [made.buffer as ArrayBuffer]);
      }),
    measureGalaxies: batch => inTurn(async () => (await finetune()).measureGalaxies(batch)),
    endTraining: () => inTurn(async () => (await finetune()).endTraining()),
    startDistillation: request => inTurn(async () => (await distil()).startDistillation(request)),
    resumeDistillation: key => inTurn(async () => (await distil()).resumeDistillation(key)),
    trainExperts: job => inTurn(async () => (await distil()).trainExperts(job)),
    distil: (seconds, job) => inTurn(async () => (await distil()).distil(seconds, job)),
    evaluate: (contender, architecture, job) =>
      inTurn(async () => (await distil()).evaluate(contender, architecture, job)),
    prototypes: credit => inTurn(async () => (await distil()).prototypes(credit)),
    endDistillation: () => inTurn(async () => (await distil()).endDistillation()),
    startClustering: request => inTurn(async () => (await clusters()).startClustering(request)),
    resumeClustering: key => inTurn(async () => (await clusters()).resumeClustering(key)),
    trainClusters: (seconds, job) => inTurn(async () => (await clusters()).trainClusters(seconds, job)),
    clusterModel: () => inTurn(async () => (await clusters()).clusterModel()),
    openClusters: model => inTurn(async () => (await clusters()).openClusters(model)),
    openPublishedClusters: file => inTurn(async () => (await clusters()).openPublishedClusters(file)),
    portrayClusters: () => inTurn(async () => (await clusters()).portrayClusters()),
    describeRun: () => inTurn(async () => (await clusters()).describeRun()),
    describeClusters: galaxies => inTurn(async () => (await clusters()).describeClusters(galaxies)),
    paintClusters: codes => inTurn(async () => (await clusters()).paintClusters(codes)),
    endClustering: () => inTurn(async () => (await clusters()).endClustering()),
    startSelf: (request, from, job) => inTurn(async () => (await self()).startSelf(request, from, job)),
    trainSelf: (seconds, job) => inTurn(async () => (await self()).trainSelf(seconds, job)),
    selfState: () => inTurn(async () => (await self()).selfState()),
    selfVectors: pixels => inTurn(async () => (await self()).selfVectors(pixels)),
    selfViews: (galaxy, seed) => inTurn(async () => (await self()).selfViews(galaxy, seed)),
    exportSelf: card =>
      inTurn(async () => {
        const file = await (await self()).exportSelf(card);
        return transfer(file, [file.buffer]);
      }),
    endSelf: () => inTurn(async () => (await self()).endSelf()),
    batchSize: async () => (await embedding()).batchSize(),
    memory: async () => (await embedding()).memory(),
    loseDevice: async () => (await embedding()).loseDevice(),
  };
}
