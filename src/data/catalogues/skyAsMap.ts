import { skyMap } from '../../maths/catalogue/skyMap.ts';
import type { CatalogueContents } from '../images/storedImage.ts';

/** Whether a catalogue has nothing to draw a map from but positions on the sky, and nobody is asked about one. */
export function hasSkyAlone(contents: CatalogueContents): boolean {
  const { hasImages, embedding, components, positions, asksForMap, raDeg, decDeg } = contents;
  const hasMore = hasImages || embedding || components || positions || asksForMap;
  return !hasMore && raDeg !== undefined && decDeg !== undefined;
}

/** The same with the sky as its map. */
export function withSkyAsMap(contents: CatalogueContents): CatalogueContents {
  return { ...contents, positions: skyMap(contents.raDeg!, contents.decDeg!) };
}
