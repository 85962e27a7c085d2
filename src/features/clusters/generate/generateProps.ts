import type { Painter } from '../shown/painter.ts';
import type { ShownClustering } from '../shown/shownClustering.ts';
import type { ShownStore } from '../shown/shownStore.ts';

/** What every way of generating needs. */
export interface GenerateProps {
  clustering: ShownClustering;
  shown: ShownStore;
  painter: Painter;
}
