import type { TrainedCard, TrainingOptions } from '../../../contracts/finetune.ts';
import type { PixelView } from '../../../contracts/ingest.ts';
import type { CardFigure } from '../../../contracts/tensor.ts';
import { type Architecture, checkArchitecture } from '../../../maths/architectures/architecture.ts';
import { isHeadCard } from '../../galaxyZoo/headCard.ts';
import { unreadable } from '../unreadableWeights.ts';
import type { NetworkFacts } from './weightsManifest.ts';

/** The name under which an exported file's `__metadata__` carries its card. */
export const cardKey = 'morphospace';

/** What an exported network says of itself: how it is built, how it is shown galaxies, what it was taught, how well it does. */
export interface FinetunedCard extends TrainedCard {
  architecture: string;
  /** What an EfficientNet's tensors do not tell; absent for other networks, whose tensors tell everything. */
  network?: NetworkFacts;
  /** How a network of this app's own is built: its tensors do not tell the number of heads. */
  structure?: Architecture;
  view: PixelView;
  recipe: TrainingOptions;
  /** Present where it learnt without labels: by what method, for how long, from how many galaxies. */
  unlabelled?: { method: string; epochs: number; galaxies: number };
  /** The weights it began from. */
  parent: { name: string; title: string; sha256: string; licence: string; credit: string };
}

const mostSidePx = 1024; // larger images are beyond any network in a browser

/**
 * Reads the card of an exported file. Unknown fields are ignored, so that a later version's card still loads.
 *
 * @throws UnreadableWeightsError naming the first field that is missing or impossible
 */
export function parseFinetunedCard(text: string): FinetunedCard {
  const fail = (need: string, got: unknown): never =>
    unreadable(
      `need ${need} on the card of a fine-tuned network; got ${JSON.stringify(got)?.slice(0, 80) ?? 'nothing'}: export the model again`,
    );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('JSON', text);
  }
  if (typeof value !== 'object' || value === null) return fail('an object', value);
  const { title, architecture, network, structure, view, head, split, recipe, figures, parent, unlabelled } =
    value as Partial<FinetunedCard>;
  if (!isText(title)) fail('a text "title"', title);
  if (!isText(architecture)) fail('a text "architecture"', architecture);
  if (network !== undefined && (!network || !isNetwork(network)))
    fail('how an EfficientNet is built', network);
  if (structure !== undefined && !isStructure(structure))
    fail('how a network of this app is built', structure);
  if (!isView(view)) fail(`a view of 1 to ${mostSidePx} px with a cropFraction in (0, 1]`, view);
  if (head !== undefined && !isHeadCard(head)) fail('a head of kind "tree" or "classes"', head);
  const counts = [split?.train, split?.validation, split?.test, split?.seed];
  if (!counts.every(Number.isInteger)) fail('the sizes and the seed of the split', split);
  const depth = recipe?.depth;
  if (depth !== 'head' && depth !== 'all' && !Number.isInteger(depth))
    fail('a recipe with its depth', recipe);
  if (!Array.isArray(figures) || !figures.every(isFigure)) fail('figures of {label, value}', figures);
  if (unlabelled !== undefined && !isUnlabelled(unlabelled)) fail('how it learnt without labels', unlabelled);
  const origin = [parent?.name, parent?.title, parent?.sha256, parent?.licence, parent?.credit];
  if (!origin.every(isText)) fail('the weights it began from', parent);
  const { sealed, ...card } = value as FinetunedCard & { sealed?: true }; // about the file, checked with its bytes
  return card;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isView(view: PixelView | undefined): boolean {
  if (!view || !Number.isInteger(view.sidePx) || view.sidePx < 1 || view.sidePx > mostSidePx) return false;
  const knownRecipe = view.recipe === undefined || view.recipe === 'zoobot';
  return knownRecipe && view.cropFraction > 0 && view.cropFraction <= 1;
}

function isNetwork({ family, activation, padding, batchNormEpsilon, normalisation }: NetworkFacts): boolean {
  const known =
    family === 'efficientnet' &&
    (activation === 'relu6' || activation === 'silu') &&
    (padding === 'same' || padding === 'symmetric') &&
    batchNormEpsilon > 0;
  if (!normalisation) return known;
  const { mean, std } = normalisation;
  return known && isChannels(mean) && isChannels(std) && std.every(each => each > 0);
}

function isStructure(structure: Architecture): boolean {
  if (structure?.kind !== 'cnn' && structure?.kind !== 'vit') return false;
  if (structure.kind === 'cnn' && !Array.isArray(structure.widths)) return false;
  if (structure.kind === 'vit' && structure.stem !== 'convolutions' && structure.stem !== 'patches')
    return false;
  try {
    checkArchitecture(structure);
    return structure.sidePx <= mostSidePx;
  } catch {
    return false;
  }
}

function isChannels(values: unknown): values is number[] {
  return Array.isArray(values) && values.length === 3 && values.every(Number.isFinite);
}

function isUnlabelled(value: Partial<NonNullable<FinetunedCard['unlabelled']>> | null): boolean {
  return isText(value?.method) && Number.isInteger(value.epochs) && Number.isInteger(value.galaxies);
}

function isFigure(figure: Partial<CardFigure> | null): boolean {
  return isText(figure?.label) && (isText(figure.value) || typeof figure.value === 'number');
}
