import type { Survey } from '../../../contracts/survey.ts';
import { fetchTiledManifest, fetchTiles, type TileEntry } from '../../../data/tiles/tiledManifest.ts';
import { fetchVectorLists, type VectorLists } from '../../../data/tiles/vectorLists.ts';

/** What is needed to read tiles of a survey. */
export interface SurveyTiles {
  /** Each after the one above it. */
  tiles: TileEntry[];
  /** Centroids that the tiles' vectors are told from. */
  lists: VectorLists;
}

/** @throws UnreadableError where a file is missing or damaged */
export async function fetchSurveyTiles({ manifestUrl, tilesFile }: Survey): Promise<SurveyTiles> {
  const [tiles, lists] = await Promise.all([
    fetchTiles(manifestUrl, tilesFile),
    fetchTiledManifest(manifestUrl).then(manifest => fetchVectorLists(manifestUrl, manifest)),
  ]);
  return { tiles, lists };
}
