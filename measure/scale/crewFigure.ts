import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { buildApp } from '../sources/builtApp.ts';
import { type OpenSide, opened } from '../sources/openedGalaxies.ts';

const folder = fileURLToPath(new URL('../../../shared/galaxies/euclid-folder', import.meta.url));

interface CrewFigure {
  /** 822 images in a folder where the page may start one tensor worker. */
  one: OpenSide;
  /** Where it may start two, and keeps the second if that gains a tenth. */
  two: OpenSide;
  /** one ÷ two, of the seconds until all are on the map. */
  gain: number;
  /** Of the machine as the measurement began: with others on its cores, a second worker cannot gain. */
  loadBefore: number;
}

/** Opens the same galaxies with one tensor worker and with two, each in a browser of its own; one run each. */
export async function measureCrew(): Promise<CrewFigure> {
  const loadBefore = Math.round(loadavg()[0] * 10) / 10;
  buildApp();
  const one = await opened('Folder of images', folder, 1);
  const two = await opened('Folder of images', folder, 2);
  return { one, two, gain: Math.round((100 * one.allSeconds) / two.allSeconds) / 100, loadBefore };
}
