import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBakedFile } from '../sources/bakedFile.ts';
import { serveModels } from './modelHost.ts';
import { type PickedFile, skyPictures } from './skyPictures.ts';

/** A catalogue that was never opened before: the app brings back what it has kept of one that was. */
export interface UnopenedFile {
  path: string;
  /** What the page calls it. */
  name: string;
}

/** What the activities open, made for this run alone. */
export interface Fixtures {
  /** Writes one with vectors and a map. */
  baked(): Promise<UnopenedFile>;
  /** Writes one with vectors only: the map is laid out when it opens. */
  mapless(): Promise<UnopenedFile>;
  /** Images with a table of two kinds; two sets of different size. */
  pictures: readonly [PickedFile[], PickedFile[]];
  /** By which the browser finds the host of published weights. */
  browserFlags: string[];
  /** Removes and ends everything. */
  remove(): Promise<void>;
}

const bakedRows = 30_000; // open for about half a second
const maplessRows = 2000; // laid out in some seconds
const pictureCounts = [16, 20] as const; // a thread of WebAssembly embeds some four a second

/** Writes what is needed to a folder of its own. @param wanted whether an activity of that name will be tried */
export async function makeFixtures(seed: number, wanted: (activity: string) => boolean): Promise<Fixtures> {
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-faults-'));
  const newFiles = (mostRows: number, hasMap: boolean) => {
    let rows = mostRows;
    const written: string[] = [];
    return async (): Promise<UnopenedFile> => {
      rows--; // another number of rows is another catalogue
      const path = join(folder, `${rows}.parquet`);
      await writeBakedFile(path, rows, seed + rows, hasMap);
      written.push(path);
      if (written.length > 2) rmSync(written.shift()!); // a page may still read the one before
      return { path, name: `${rows} simulated rows` };
    };
  };
  const models = wanted('download') ? await serveModels() : null;
  const wantsPictures = wanted('embedding') || wanted('training');
  const pictures = (first: number, count: number) =>
    wantsPictures ? skyPictures(first, count) : Promise.resolve([]);
  return {
    baked: newFiles(bakedRows, true),
    mapless: newFiles(maplessRows, false),
    pictures: [await pictures(0, pictureCounts[0]), await pictures(100, pictureCounts[1])],
    browserFlags: models?.browserFlags ?? [],
    async remove() {
      await models?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
