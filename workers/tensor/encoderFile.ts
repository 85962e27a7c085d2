import type { PixelView } from '../../src/contracts/ingest.ts';
import type { LinearHead, NetworkDescription } from '../../src/contracts/network.ts';
import type { EncoderCard, EncoderFile } from '../../src/contracts/tensor.ts';
import { sha256Of } from '../../src/data/bytes/sha256.ts';
import { readCheckpoint } from '../../src/data/weights/formats/checkpoint.ts';
import type { FinetunedCard } from '../../src/data/weights/formats/finetunedCard.ts';
import { identifyNetwork } from '../../src/data/weights/formats/identifyNetwork.ts';
import type { NetworkFacts } from '../../src/data/weights/formats/weightsManifest.ts';
import type { Architecture } from '../../src/maths/architectures/architecture.ts';
import type { Weights } from '../../src/maths/weights.ts';
import { architectureEncoder } from '../../src/nets/architectures/architectureEncoder.ts';
import { createEncoder } from '../../src/nets/encoders/createEncoder.ts';
import { createEfficientNet, lite0, plainB0 } from '../../src/nets/encoders/efficientNet.ts';
import type { Encoder } from '../../src/nets/encoders/encoder.ts';
import type { JobContext } from '../../src/rpc/jobContext.ts';

/** What Zoobot's networks were trained to look at: 224 px after a zoom of 1.2 (galaxy-datasets, minimal_view_config). */
const zoobotPixelView: PixelView = { sidePx: 224, cropFraction: 1 / 1.2, recipe: 'zoobot' };

interface ReadEncoderFile {
  card: EncoderCard;
  weights: Weights;
  head?: LinearHead;
  /** What an EfficientNet's tensors do not tell. */
  network?: NetworkFacts;
  /** Present for a network of this app's own. */
  architecture?: Architecture;
  /** Builds the network on the current backend. */
  build(): Encoder;
}

/**
 * Reads a file of published weights and tells what network it holds.
 *
 * @throws Error with a sentence that names the file: not readable, not a network known here, tensors missing
 */
export async function readEncoderFile(file: EncoderFile, job: JobContext): Promise<ReadEncoderFile> {
  const { name, title, description, licence, credit, fileName, repository, blob } = file;
  job.report({ phase: 'Reading weights', done: 0, total: blob.size, unit: 'bytes' });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  await job.breathe();
  const checkpoint = readCheckpoint(bytes);
  const { finetuned } = checkpoint;
  const { network, weights, head, notes } = identifyNetwork(checkpoint.weights, repository ?? fileName, {
    repository,
    labelColumns: checkpoint.hyperParameters?.labelColumns,
    card: finetuned && (finetuned.head ?? null),
    structure: finetuned?.structure,
  });
  job.report({ phase: 'Reading weights', done: blob.size, total: blob.size, unit: 'bytes' });
  await job.breathe();
  return {
    card: {
      name,
      title,
      architecture: network.architecture,
      dimension: network.dimension,
      view: zoobotPixelView,
      description,
      licence,
      credit,
      bytes: bytes.length,
      sha256: await sha256Of(bytes),
      head: head?.card,
      notes: [...(checkpoint.notes ?? []), ...notes],
      ...(finetuned && cardOfFinetuned(finetuned)),
    },
    weights,
    head: head ?? undefined,
    network: finetuned?.network ?? usualFacts(network),
    architecture: finetuned?.structure,
    build: () => {
      if (finetuned?.structure) return architectureEncoder(finetuned.structure, weights);
      return finetuned?.network
        ? createEfficientNet(weights, finetuned.network)
        : createEncoder(network, weights);
    },
  };
}

function usualFacts({ family, architecture }: NetworkDescription): NetworkFacts | undefined {
  if (family !== 'efficientnet') return undefined;
  return { family, ...(architecture.includes('lite') ? lite0 : plainB0) };
}

/** What a card of a fine-tuned network tells the Models dialog. */
function cardOfFinetuned({
  title,
  view,
  parent,
  split,
  figures,
  recipe,
  unlabelled,
}: FinetunedCard): Partial<EncoderCard> {
  const common = { title, view, licence: parent.licence, credit: parent.credit, figures };
  if (unlabelled) {
    const { method, epochs, galaxies } = unlabelled;
    return {
      ...common,
      description: `Learnt without labels in this app, by ${method}, from ${parent.title}.`,
      data: `${galaxies} galaxies, each shown ${epochs} times; no label was read.`,
    };
  }
  const depth =
    recipe.depth === 'head'
      ? 'the head only'
      : recipe.depth === 'all'
        ? 'the whole network'
        : `${recipe.depth} blocks`;
  return {
    ...common,
    description: `Fine-tuned in this app from ${parent.title}; what was trained: ${depth}.`,
    data: `${split.train} galaxies to train on, ${split.validation} to validate, ${split.test} to test; split by a hash of the id, seed ${split.seed}.`,
  };
}
