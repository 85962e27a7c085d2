import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { catalogueKey } from '../../src/data/catalogues/catalogueKey.ts';
import { clusterView } from '../../src/maths/clustering/clusterKinds.ts';
import { finishedSteps } from '../../src/maths/finishedSteps.ts';
import { clusterPictures } from '../../workers/clusters/clusterPictures.ts';
import { nodeIngest } from '../nodeIngest.ts';

/** The first galaxies of the embedded sky, made alike. */
export interface SkyGalaxies {
  /** Name of the catalogue, and its key. */
  title: string;
  key: string;
  ids: string[];
  /** (n, sidePx²) 0–1 */
  pictures: Float32Array;
  /** (n, nuisances) row-major; see maths/clustering/nuisances.ts */
  nuisances: Float32Array;
}

/** @param count of galaxies @param sidePx of their pictures */
export async function skyGalaxies(count: number, sidePx: number): Promise<SkyGalaxies> {
  const path = (file: string) => fileURLToPath(new URL(`../../public/demo/${file}`, import.meta.url));
  const { name: title, table } = JSON.parse(readFileSync(path('sky.json'), 'utf8'));
  const ingest = nodeIngest();
  const file = new File([readFileSync(path(table.file))], table.file);
  const opened = await ingest.open({ kind: 'file', file });
  const rows = Uint32Array.from({ length: count }, (_, row) => row);
  const batch = await ingest.pixels(opened.handle, rows, clusterView(sidePx, true));
  const { pictures, nuisances } = finishedSteps(
    clusterPictures(batch, { sidePx, mask: true, turn: true, uncovered: new Uint32Array(0) }),
  );
  return {
    ...{ title, key: catalogueKey(title, opened.ids), nuisances },
    ids: Array.from(batch.rows, row => opened.ids.at(row)),
    pictures: Float32Array.from(pictures, value => value / 255),
  };
}
