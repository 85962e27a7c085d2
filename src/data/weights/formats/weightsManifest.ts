import type { HeadCard } from '../../../contracts/decisionTree.ts';
import type { CardFigure, FamiliarCard } from '../../../contracts/tensor.ts';
import { isHeadCard } from '../../galaxyZoo/headCard.ts';

/** How a network is built and what it must be shown; the rest is read from the tensors' shapes. */
export interface NetworkFacts {
  family: 'efficientnet';
  activation: 'relu6' | 'silu';
  /** "same" is TensorFlow's padding (odd pixel after), "symmetric" PyTorch's (k − 1) / 2 on each side. */
  padding: 'same' | 'symmetric';
  batchNormEpsilon: number;
  /** Per channel, on pixels from 0 to 1: (x − mean) / std; absent where the network takes 0–1 as it is. */
  normalisation?: { mean: number[]; std: number[] };
}

/** NAME.json beside NAME.bin: the model card and where each tensor lies. pretrain/weights_file.py writes it. */
export interface WeightsManifest {
  name: string;
  title: string;
  architecture: string;
  /** Length of a representation. */
  dimension: number;
  description: string;
  licence: string;
  credit: string;
  /** Where the weights were taken from, if not made here. */
  source?: string;
  network: NetworkFacts;
  /** Side in pixels of the square a galaxy is resized to, and the central part of its short side that is kept, (0, 1]. */
  view: { sidePx: number; cropFraction: number };
  /** What its head answers, where its tensors hold one: `head.1.0` of a tree, `head.linear` of classes. */
  head?: HeadCard;
  /** How far galaxies may lie from those it learnt from, where its tensors `familiar.…` tell where these lie. */
  familiar?: FamiliarCard;
  /** Further parts of the card: what it was trained on, how well it does, what it should not be trusted with. */
  data?: string;
  figures?: CardFigure[];
  limits?: string;
  /** Length of NAME.bin. */
  bytes: number;
  /** Of NAME.bin, 64 hexadecimal digits. */
  sha256: string;
  /** In NAME.bin's order; `offset` in bytes, shapes in PyTorch's layout. */
  tensors: { name: string; shape: number[]; offset: number }[];
}

const textKeys = ['name', 'title', 'architecture', 'description', 'licence', 'credit', 'sha256'] as const;
const numberKeys = ['dimension', 'bytes'] as const;

/**
 * Checks a manifest before it is used.
 *
 * @param value parsed JSON
 * @param from name of the file, for the error
 * @throws Error naming the first field that is missing or of the wrong type
 */
export function checkWeightsManifest(value: unknown, from: string): WeightsManifest {
  const fail = (need: string, got: unknown): never => {
    throw new Error(`${from} is no weights manifest: need ${need}; got ${JSON.stringify(got) ?? 'nothing'}`);
  };
  if (typeof value !== 'object' || value === null) return fail('a JSON object', value);
  const fields = value as Record<string, unknown>;
  for (const key of textKeys) if (typeof fields[key] !== 'string') fail(`a text "${key}"`, fields[key]);
  for (const key of numberKeys) if (typeof fields[key] !== 'number') fail(`a number "${key}"`, fields[key]);
  const manifest = value as WeightsManifest;
  if (manifest.network?.family !== 'efficientnet') fail('network.family "efficientnet"', manifest.network);
  if (!(manifest.view?.sidePx >= 1 && manifest.view.cropFraction > 0 && manifest.view.cropFraction <= 1)) {
    fail('view.sidePx ≥ 1 and view.cropFraction in (0, 1]', manifest.view);
  }
  if (manifest.head !== undefined && !isHeadCard(manifest.head)) {
    fail('a head of kind "tree" with questions in order, or "classes"', manifest.head);
  }
  const { familiar } = manifest;
  if (familiar !== undefined && !(familiar?.limit > 0 && familiar.outside > 0 && familiar.outside < 1)) {
    fail('familiar.limit > 0 and familiar.outside in (0, 1)', familiar);
  }
  for (const key of ['data', 'limits']) {
    if (fields[key] !== undefined && typeof fields[key] !== 'string') fail(`a text "${key}"`, fields[key]);
  }
  if (
    manifest.figures !== undefined &&
    !(Array.isArray(manifest.figures) && manifest.figures.every(isFigure))
  ) {
    fail('figures of {label, value} with a note or none', manifest.figures);
  }
  if (!Array.isArray(manifest.tensors) || manifest.tensors.length === 0) fail('tensors', manifest.tensors);
  for (const tensor of manifest.tensors) {
    const shaped = Array.isArray(tensor.shape) && tensor.shape.every(length => Number.isInteger(length));
    if (typeof tensor.name !== 'string' || !shaped || !Number.isInteger(tensor.offset)) {
      fail('tensors of {name, shape, offset}', tensor);
    }
  }
  return manifest;
}

function isFigure(figure: Partial<CardFigure> | null): boolean {
  if (typeof figure?.label !== 'string') return false;
  const { value, note } = figure;
  return (
    (typeof value === 'string' || typeof value === 'number') &&
    (note === undefined || typeof note === 'string')
  );
}
