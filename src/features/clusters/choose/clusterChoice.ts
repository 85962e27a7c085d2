import type { KeptSet } from '../../../data/sets/keptSet.ts';
import { type ClusterKind, clusterView } from '../../../maths/clustering/clusterKinds.ts';
import { type ClusterSettings, usualSettingsOf } from '../../../maths/clustering/clusterSettings.ts';

/** Which galaxies: all, those filtered in, the selection, or a kept set. */
export type ChosenGalaxies = 'all' | 'filter' | 'selection' | KeptSet;

/** What a person fills in before a clustering begins. */
export interface ClusterChoice {
  galaxies: ChosenGalaxies;
  kind: ClusterKind;
  settings: ClusterSettings;
  /** Of the pictures that are clustered and drawn; a multiple of 16. */
  sidePx: number;
  /** Grey pictures, or such of red, green and blue. */
  colours: 1 | 3;
  seed: number;
  title: string;
  /** Of standardised pixels and of pictures for a representation. */
  mask: boolean;
  turn: boolean;
  /** Catalogue rows whose companions stay. */
  uncovered: readonly number[];
  /** Most galaxies to learn from; of more, so many are drawn at random. */
  mostLearnt: number;
  /** Share of the galaxies that is not learnt from, to judge by: 0–0.5. */
  keptAside: number;
}

/** Sides that pictures may have. */
export const pictureSides = [32, 48, 64, 96, 128];

/** What the form begins with. */
export function usualChoice(kind: ClusterKind): ClusterChoice {
  return {
    galaxies: 'all',
    kind,
    settings: usualSettingsOf(kind),
    sidePx: 64,
    colours: 1,
    seed: 1,
    title: '',
    mask: kind !== 'pixels',
    turn: kind !== 'pixels',
    uncovered: [],
    mostLearnt: 4000,
    keptAside: 0.1,
  };
}

/** How images are read for pictures of a side. */
export function viewOfChoice({ sidePx, mask, turn }: Pick<ClusterChoice, 'sidePx' | 'mask' | 'turn'>) {
  return clusterView(sidePx, mask || turn);
}

/** What is clustered, as a person reads it. */
export const kindWords: Record<ClusterKind, { label: string; meaning: string }> = {
  standardised: {
    label: 'Pixels, made alike',
    meaning:
      'Companions are covered and every galaxy is turned to its long axis, so that clusters are about the galaxy itself.',
  },
  network: {
    label: 'What the network sees',
    meaning: 'Components of the map’s representation become clusters; pictures are painted from them.',
  },
  pixels: {
    label: 'Pixels as published',
    meaning:
      'Grey, the central 0.6, mirrored at random, as AstroVaDEr does. Its clusters are partly about where a companion stands.',
  },
};

/** What to know of weights whose components are clustered. */
export function votesNote(weights: string | undefined): string | null {
  if (weights === undefined) return null;
  if (weights === 'galaxy' || weights === 'small')
    return 'Its encoder saw volunteers’ votes: these clusters are not found without labels.';
  if (weights === 'imagenet') return 'Its encoder saw photographs of things, and no label of a galaxy.';
  return 'Whether its encoder saw labels of galaxies, its own page says.';
}
