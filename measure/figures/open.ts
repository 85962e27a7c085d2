import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { buildApp } from '../sources/builtApp.ts';
import { type OpenSide, opened } from '../sources/openedGalaxies.ts';

const shared = fileURLToPath(new URL('../../../shared/galaxies/', import.meta.url));

interface OpenFigure {
  /** 822 images in a folder, with a table. */
  euclid: OpenSide;
  /** 4,002 galaxies in a Parquet file. */
  gz2Voted: OpenSide;
  /** Of the machine as the measurement began: how many others wanted its cores. */
  loadBefore: number;
}

/** Opens each set in a browser of its own, on top of the embedded sky as on a first visit. */
export async function measureOpen(): Promise<OpenFigure> {
  const loadBefore = Math.round(loadavg()[0] * 10) / 10;
  buildApp();
  return {
    euclid: await opened('Folder of images', `${shared}euclid-folder`),
    gz2Voted: await opened('Parquet files', `${shared}gz2-voted.parquet`),
    loadBefore,
  };
}
