import { existsSync, readFileSync } from 'node:fs';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import type { OpenedCatalogue } from '../../../src/contracts/ingest.ts';

/** Galaxies of two kinds, as a person would drop them with a table of what is known. */
export interface TwoKinds {
  /** Whether a telescope took them; else they are simulated. */
  real: boolean;
  /** The class a person sees, by id. */
  truth: ReadonlyMap<string, string>;
  /** Names of the two classes. */
  names: readonly [string, string];
  files: { name: string; mimeType: string; buffer: Buffer }[];
}

const perKind = 30;
const survey = new URL('../../../../shared/galaxies/gz1-sdss.parquet', import.meta.url);
const sky = new URL('../../../public/demo/sky.parquet', import.meta.url);

/** Ellipticals and edge-on disks of Galaxy Zoo where they are at hand, else small and large galaxies of the embedded sky. */
export const hasRealGalaxies = existsSync(survey);

/** The table beside the images: the class, forty volunteers' votes on the tilt, and a number. */
export async function twoKinds(): Promise<TwoKinds> {
  const file = hasRealGalaxies ? survey : sky;
  const ingest = nodeIngest();
  const opened = await ingest.open({ kind: 'file', file: new File([readFileSync(file)], 'some.parquet') });
  const { names, rows } = hasRealGalaxies ? kindsOfSurvey(opened) : kindsOfSky(opened);
  const order = rows.flat();
  const images = await ingest.images(opened.handle, Uint32Array.from(order));
  const truth = new Map<string, string>();
  const lines: string[] = [];
  const pictures = images.map(({ row, type, bytes }) => {
    const i = order.indexOf(row);
    const kind = Number(i >= perKind);
    const votes = 25 + (i % 12);
    const id = `galaxy-${row}`;
    const name = `${id}.jpg`;
    truth.set(id, names[kind]);
    lines.push(
      [
        id,
        name,
        names[kind],
        kind ? votes : 40 - votes,
        kind ? 40 - votes : votes,
        kind + (i % 7) / 10,
      ].join(),
    );
    return { name, mimeType: type, buffer: Buffer.from(bytes) };
  });
  const csv = `id,file,kind,tilt_edge,tilt_face,flatness\n${lines.join('\n')}\n`;
  const table = { name: 'known.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  return { real: hasRealGalaxies, truth, names, files: [...pictures, table] };
}

interface Kinds {
  names: readonly [string, string];
  rows: readonly [number[], number[]];
}

function kindsOfSurvey({ columns }: OpenedCatalogue): Kinds {
  const column = columns.find(({ name }) => name === 'class');
  if (column?.kind !== 'category') throw new Error('need classes in the survey; got none');
  const first = (name: string) =>
    Array.from(column.codes.keys())
      .filter(row => column.categories[column.codes[row]] === name)
      .slice(0, perKind);
  return { names: ['elliptical', 'edge-on'], rows: [first('elliptical'), first('edge_on')] };
}

function kindsOfSky({ columns }: OpenedCatalogue): Kinds {
  const radius = columns.find(({ name }) => name === 'effective_radius_arcsec');
  if (radius?.kind !== 'number') throw new Error('need radii in the embedded sky; got none');
  const order = Array.from({ length: 8 * perKind }, (_, row) => row).sort(
    (a, b) => radius.values[a] - radius.values[b],
  );
  return { names: ['small', 'large'], rows: [order.slice(0, perKind), order.slice(-perKind)] };
}
