import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBakedFile } from '../sources/bakedFile.ts';
import { serveModels } from './modelHost.ts';
import { type PickedFile, skyPictures } from './skyPictures.ts';

/** Two catalogues that are opened in turn, so that each opening changes something. */
export interface FilePair {
  paths: readonly [string, string];
  /** What the page calls them. */
  names: readonly [string, string];
}

/** What the activities open, made for this run alone. */
export interface Fixtures {
  /** With vectors and a map. */
  baked: FilePair;
  /** With vectors only: the map is laid out when they open. */
  mapless: FilePair;
  /** Images with a table of two kinds; two sets of different size. */
  pictures: readonly [PickedFile[], PickedFile[]];
  /** By which the browser finds the host of published weights. */
  browserFlags: string[];
  /** Removes and ends everything. */
  remove(): Promise<void>;
}

const bakedRows = [30_000, 20_000] as const; // open for about half a second
const maplessRows = [2000, 1900] as const; // laid out in some seconds
const pictureCounts = [16, 20] as const; // a thread of WebAssembly embeds some four a second

const nothing: FilePair = { paths: ['', ''], names: ['', ''] };

/** Writes what is needed to a folder of its own. @param wanted whether an activity of that name will be tried */
export async function makeFixtures(seed: number, wanted: (activity: string) => boolean): Promise<Fixtures> {
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-faults-'));
  const pair = async (rows: readonly [number, number], hasMap: boolean): Promise<FilePair> => {
    const path = (count: number) => join(folder, `${count}.parquet`);
    for (const count of rows) await writeBakedFile(path(count), count, seed + count, hasMap);
    const name = (count: number) => `${count} simulated rows`;
    return { paths: [path(rows[0]), path(rows[1])], names: [name(rows[0]), name(rows[1])] };
  };
  const models = wanted('download') ? await serveModels() : null;
  const wantsPictures = wanted('embedding') || wanted('training');
  const pictures = (first: number, count: number) =>
    wantsPictures ? skyPictures(first, count) : Promise.resolve([]);
  return {
    baked: wanted('opening') ? await pair(bakedRows, true) : nothing,
    mapless: wanted('layout') ? await pair(maplessRows, false) : nothing,
    pictures: [await pictures(0, pictureCounts[0]), await pictures(100, pictureCounts[1])],
    browserFlags: models?.browserFlags ?? [],
    async remove() {
      await models?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
