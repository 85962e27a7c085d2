import type { LayoutSettings } from '../../contracts/layoutSettings.ts';
import type { DrawnMap } from './maps.ts';

const starts = { components: '', dot: ', from a dot', random: ', from anywhere' } as const;

/** How a map was drawn, in a line: "UMAP of 15 neighbours, distance 0.1, seed 1". */
function wordsOfLayout(
  layout: LayoutSettings | null,
  labelOf: (column: string) => string = name => name,
): string {
  if (layout === null) return 'The catalogue’s own map';
  if (layout.kind === 'components') return 'First two principal components';
  if (layout.kind === 'columns') {
    return `${labelOf(layout.y)} against ${labelOf(layout.x)}${layout.by === 'ranks' ? ', by rank' : ''}`;
  }
  const { neighbours, minimumDistance, seed, startsAt } = layout;
  return `UMAP of ${neighbours} neighbours, distance ${minimumDistance}, seed ${seed}${starts[startsAt]}`;
}

/** What a file says of the map it shows or comes from, one line a fact. */
export function notesOfMap(map: DrawnMap): Record<string, string> {
  return {
    map: wordsOfMap(map),
    ...(map.layout && { layout: JSON.stringify(map.layout) }),
    ...(map.neighbourRecall !== null && { neighbour_recall: String(map.neighbourRecall) }),
  };
}

/** The same with the weights, where the map depends on them. */
export function wordsOfMap(map: DrawnMap, labelOf?: (column: string) => string): string {
  const words = wordsOfLayout(map.layout, labelOf);
  return map.weights === null || map.layout?.kind === 'columns' ? words : `${words} · ${map.weights}`;
}
