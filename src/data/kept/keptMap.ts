import { type LayoutSettings, type MapFacts, withinLimits } from '../../contracts/layoutSettings.ts';
import type { MapStart } from '../../maths/layout/mapStart.ts';

const starts: readonly MapStart[] = ['components', 'dot', 'random'];

/** What a manifest says of its map, where it can be used; undefined where it cannot: the positions count all the same. */
export function usableMap(said: unknown): MapFacts | undefined {
  if (typeof said !== 'object' || said === null) return undefined;
  const { layout, weights, neighbourRecall, grown } = said as Record<string, unknown>;
  const usable = layout === null ? null : usableLayout(layout);
  if (usable === undefined) return undefined;
  return {
    layout: usable,
    weights: typeof weights === 'string' ? weights : null,
    neighbourRecall: typeof neighbourRecall === 'number' ? neighbourRecall : null,
    ...(grown === true && { grown }),
  };
}

function usableLayout(said: unknown): LayoutSettings | undefined {
  if (typeof said !== 'object' || said === null) return undefined;
  const { kind, x, y, by, neighbours, minimumDistance, seed, startsAt } = said as Record<string, unknown>;
  if (kind === 'components') return { kind };
  if (kind === 'columns' && typeof x === 'string' && typeof y === 'string')
    return { kind, x, y, by: by === 'ranks' ? 'ranks' : 'values' };
  const start = starts.find(each => each === startsAt);
  if (kind !== 'umap' || start === undefined) return undefined;
  const [few, near, from] = [neighbours, minimumDistance, seed].map(Number);
  return withinLimits({ kind, neighbours: few, minimumDistance: near, seed: from, startsAt: start });
}
