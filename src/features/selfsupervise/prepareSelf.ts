import type { PixelView } from '../../contracts/ingest.ts';
import type { JobControl } from '../../contracts/job.ts';
import type { ProbedLabel, SelfRun } from '../../data/runs/selfRuns.ts';
import { areTheSameWeights } from '../../data/weights/shelf/shippedHashes.ts';
import { freshStartOf } from '../../maths/architectures/freshStart.ts';
import { freshTransformerName } from '../../maths/selfsupervision/settings.ts';
import { smallView } from '../../maths/selfsupervision/smallNetwork.ts';
import { formatCount, formatGalaxies } from '../../ui/text/quantity.ts';
import { type LabelledGalaxies, labelledGalaxies, probeGalaxies } from './probedLabel.ts';
import type { SelfClients } from './selfClients.ts';
import { imagesOf } from './selfImages.ts';
import { rowsOfChoice, type SelfPlan, sampledRows } from './selfPlan.ts';
import type { PreparedSelf } from './trainSelf.ts';

const { architecture: transformer, cropFraction } = freshStartOf(freshTransformerName)!;
/** How ViT-micro sees a galaxy. */
const transformerView: PixelView = { sidePx: transformer.sidePx, cropFraction };

/** Weights that others are compared with, by the names they ship under. */
const others = [
  { name: 'random', title: 'Random weights' },
  { name: 'imagenet', title: 'ImageNet' },
  { name: 'galaxy', title: 'Galaxies' },
] as const;

/**
 * A new training: its galaxies and settings are fixed, what others know of the label is found out, its network is loaded.
 *
 * @throws Error in a sentence where it cannot begin
 */
export async function prepareNewSelf(
  clients: SelfClients,
  plan: SelfPlan,
  { key, name, catalogue }: { key: string; name: string; catalogue: string },
  control: JobControl,
): Promise<PreparedSelf> {
  const { session } = clients;
  const opened = session.catalogue.getState().catalogue;
  if (!opened) throw new Error('There is no catalogue to learn from: open one first.');
  const rows = sampledRows(rowsOfChoice(session, plan.galaxies), plan.most, plan.seed);
  const column = session.columns.getState().columns.find(each => each.name === plan.column);
  const asked = column && labelledGalaxies(column, plan.above, row => opened.ids.at(row) ?? '', plan.seed);
  const label = asked && (await labelOf(clients, asked, control));
  const { view, sha256 } = await loadNetwork(clients, plan, control);
  const images = await imagesOf(clients, rows, view, control);
  needABatch(images.rows.length, rows.length, plan.settings.batchSize);
  const run: SelfRun = {
    ...{ key, catalogue, name, start: plan.start, settings: plan.settings, seed: plan.seed },
    ...(plan.start.kind === 'top' && { weights: plan.weights, weightsSha256: sha256 }),
    galaxyIds: Array.from(images.rows, row => opened.ids.at(row) ?? ''),
    ...{ steps: 0, stepsInAll: 0, epochs: [], probes: [] },
    ...(column && { column: column.name }),
    ...(label && { label }),
    ...{ finished: false, trainedMs: 0, changedMs: clients.clock() },
  };
  await clients.shelf.put(run);
  return prepared(clients, run, { view, pixels: images.pixels, asked }, control);
}

/**
 * An interrupted training: its own galaxies again, and its network.
 *
 * @throws Error in a sentence where an image can no longer be read, or the weights it began from are no longer here
 */
export async function prepareResumedSelf(
  clients: SelfClients,
  run: SelfRun,
  above: number,
  control: JobControl,
): Promise<PreparedSelf> {
  const { catalogue: opened, rowOf } = clients.session.catalogue.getState();
  const wanted = Uint32Array.from(run.galaxyIds, id => rowOf(id) ?? noRow);
  const { view, sha256 } = await loadNetwork(
    clients,
    { start: run.start, weights: run.weights ?? '' },
    control,
  );
  if (run.weights && !areTheSameWeights(run.weights, run.weightsSha256, sha256)) {
    throw new Error(
      `It began from earlier weights named “${run.weights}”, which this app no longer has: train a new run.`,
    );
  }
  const images = await imagesOf(clients, wanted, view, control);
  if (images.rows.length !== wanted.length) {
    throw new Error('Some of its images can no longer be read: train a new run.');
  }
  const column = clients.session.columns.getState().columns.find(each => each.name === run.column);
  const asked =
    column && run.label
      ? labelledGalaxies(column, above, row => opened?.ids.at(row) ?? '', run.seed)
      : undefined;
  return prepared(clients, run, { view, pixels: images.pixels, asked }, control);
}

/** @throws Error in a sentence where a step would have too few galaxies */
function needABatch(readable: number, chosen: number, batchSize: number): void {
  if (readable >= batchSize) return;
  const pictures =
    readable === chosen
      ? `There ${readable === 1 ? 'is' : 'are'} ${formatGalaxies(readable)} to learn from`
      : `${readable === 0 ? 'None' : formatCount(readable)} of the ${formatGalaxies(chosen)} to learn from ${readable > 1 ? 'have' : 'has'} a picture that can be read`;
  throw new Error(
    `${pictures}, and a step needs ${formatCount(batchSize)}: choose more galaxies, or a smaller batch.`,
  );
}

const noRow = 0xffffffff; // beyond every catalogue: its image cannot be read

async function prepared(
  clients: SelfClients,
  run: SelfRun,
  { view, pixels, asked }: { view: PixelView; pixels: Uint8Array; asked?: LabelledGalaxies },
  control: JobControl,
): Promise<PreparedSelf> {
  const request = { start: run.start, settings: run.settings, seed: run.seed, sidePx: view.sidePx, pixels };
  if (!asked) return { run, request };
  const images = await imagesOf(clients, asked.rows, view, control, 'Reading labelled galaxies');
  if (images.rows.length !== asked.rows.length) {
    throw new Error(
      'Some labelled galaxies have no readable image: choose another column to judge by, or none.',
    );
  }
  return { run, request, asked: { label: asked, pixels: images.pixels } };
}

/** The view of the network that learns; top blocks need theirs loaded. */
async function loadNetwork(
  clients: SelfClients,
  { start, weights }: Pick<SelfPlan, 'start' | 'weights'>,
  control: JobControl,
): Promise<{ view: PixelView; sha256: string }> {
  if (start.kind === 'small') return { view: smallView, sha256: '' };
  if (start.kind === 'vit') return { view: transformerView, sha256: '' };
  return clients.tensor.loadEncoder(await clients.weights(weights), control);
}

/** What random, ImageNet's and the galaxy weights know of the label. */
async function labelOf(
  clients: SelfClients,
  asked: LabelledGalaxies,
  control: JobControl,
): Promise<ProbedLabel> {
  const found: ProbedLabel['others'][number][] = [];
  for (const { name, title } of others) {
    control.signal?.throwIfAborted();
    const { view, dimension } = await clients.tensor.loadEncoder(await clients.weights(name), control);
    const phase = `Asking ${title}`;
    const { rows, pixels } = await imagesOf(clients, asked.rows, view, control, phase);
    if (rows.length !== asked.rows.length) {
      throw new Error(
        'Some labelled galaxies have no readable image: choose another column to judge by, or none.',
      );
    }
    const perImage = view.sidePx ** 2 * 3;
    const vectors = new Float32Array(rows.length * dimension);
    const size = await clients.tensor.call(api => api.batchSize());
    for (let at = 0; at < rows.length; at += size) {
      control.signal?.throwIfAborted();
      const some = rows.slice(at, at + size);
      const batch = {
        rows: some,
        sidePx: view.sidePx,
        pixels: pixels.slice(at * perImage, (at + size) * perImage),
        problems: [],
      };
      vectors.set(await clients.tensor.call(api => api.embed(batch)), at * dimension);
      control.onProgress?.({ phase, done: at + some.length, total: rows.length, unit: 'galaxies' });
    }
    found.push({ title, ...probeGalaxies(asked, vectors) });
  }
  return { title: asked.title, fitted: asked.fit.length, judged: asked.judged.length, others: found };
}
