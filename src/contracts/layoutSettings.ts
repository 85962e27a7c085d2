import type { MapStart } from '../maths/layout/mapStart.ts';

/** A map of shapes by UMAP. */
export interface UmapSettings {
  kind: 'umap';
  /** Galaxies each is held near to, itself counted; 2–200, default 15 (McInnes et al. 2018). */
  neighbours: number;
  /** Least distance between galaxies of one crowd, 0–0.99, default 0.1. */
  minimumDistance: number;
  /** The same seed gives the same map; default 1. */
  seed: number;
  /** Where galaxies begin; default their components. */
  startsAt: MapStart;
}

/** Two columns of numbers as axes. */
export interface ColumnAxes {
  kind: 'columns';
  /** Names of columns. */
  x: string;
  y: string;
  /** `ranks`: galaxies are spread evenly by their order, whatever the values. */
  by: 'values' | 'ranks';
}

/** How a map is drawn; plain data, so that it can be kept and written into files. */
export type LayoutSettings = UmapSettings | { kind: 'components' } | ColumnAxes;

/** Where a settled map comes from; plain data. */
export interface MapFacts {
  /** Null: the catalogue brought it, or columns of a file were taken for it. */
  layout: LayoutSettings | null;
  /** Weights whose representation it shows; null where none is known to. */
  weights: string | null;
  /** Share of the nearest neighbours it was drawn from, 0–1; null where nobody knows. */
  neighbourRecall: number | null;
  /** True where galaxies began where they stood, or near their neighbours, on a map of fewer of them, not where `layout` says. */
  grown?: boolean;
}

/** What a map is drawn with before a person says otherwise. */
export const defaultLayout: UmapSettings = {
  kind: 'umap',
  neighbours: 15,
  minimumDistance: 0.1,
  seed: 1,
  startsAt: 'components',
};

/** A whole number from 2 to 200 neighbours, a distance from 0 to 0.99, a whole seed: what was asked, brought within its limits. */
export function withinLimits(settings: UmapSettings): UmapSettings {
  const { neighbours, minimumDistance, seed } = settings;
  const within = (value: number, low: number, high: number, usual: number) =>
    Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : usual;
  return {
    ...settings,
    neighbours: Math.round(within(neighbours, 2, 200, defaultLayout.neighbours)),
    minimumDistance: within(minimumDistance, 0, 0.99, defaultLayout.minimumDistance),
    seed: Math.round(within(seed, 0, 2 ** 32 - 1, defaultLayout.seed)),
  };
}

/** True where two maps of the same representation would come out alike. */
export function sameLayout(a: LayoutSettings | null, b: LayoutSettings | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b); // plain data, always written in the same order
}
