import type { Column } from '../../../contracts/column.ts';
import type { FitsGalaxyPixels, FitsSource, IngestProblem } from '../../../contracts/ingest.ts';
import { arcsecPerPixel, skyOfPixel } from '../../../maths/catalogue/tangentPlane.ts';
import { percentileTable } from '../../../maths/colours/percentileTable.ts';
import { type ByteSource, bytesOfFile } from '../../bytes/byteSource.ts';
import { firstFew, reasonOf, UnreadableError } from '../../bytes/unreadable.ts';
import { type FitsFile, openFits } from '../../fits/fitsFile.ts';
import { type FitsGalaxy, fitsGalaxies } from '../../fits/images/fitsGalaxies.ts';
import { readPixels } from '../../fits/images/imagePixels.ts';
import {
  type BandPixels,
  bandsShown,
  renderedGalaxy,
  usualRendering,
} from '../../fits/images/renderedGalaxy.ts';
import { skyPlane } from '../../fits/images/skyPlane.ts';
import { writePng } from '../../images/pngWriter.ts';
import type { ReadableCatalogue, StoredImage } from '../../images/storedImage.ts';
import { tableColumns, typedTable } from '../../tables/tableColumns.ts';
import { joinTable } from '../../tables/tableJoin.ts';
import { readTextTable, type TextTable } from '../../tables/textTable.ts';
import { idColumn, uniqueIds } from '../galaxyIds.ts';
import type { ReadJob } from '../parquet/parquetTable.ts';
import { findSkyPositions } from '../skyPosition.ts';
import { openTable } from '../tables/tableCatalogue.ts';

/**
 * Opens FITS images as a catalogue: a row for each galaxy, in the order of their names, with the table beside them joined. Files of
 * tables alone are opened as a table.
 *
 * @param origin of the page; undefined outside a browser
 * @throws UnreadableError when there is neither an image nor a table
 */
export async function openFitsImages(
  source: FitsSource,
  job: ReadJob,
  origin?: string,
): Promise<ReadableCatalogue> {
  const { files, problems } = await openFiles(source, job);
  const galaxies = fitsGalaxies(files);
  if (galaxies.length === 0) {
    const alone = tableAmong(files, galaxies);
    if (alone)
      return openTable({ kind: 'table', name: source.name.replace(fitsEnding, ''), file: alone }, origin);
    const reason =
      problems[0]?.sentence ?? `${firstFew(files.map(({ path }) => path))} has tables or headers only`;
    throw new UnreadableError(`${source.name} has no FITS image that can be read. ${reason}`);
  }
  const withTable = source.table ? source : { ...source, table: tableAmong(files, galaxies) };
  const table = await tableOf(withTable, problems);
  const typed = table && typedTable(table);
  const names = galaxies.map(({ name }) => name);
  const join = table && typed && joinTable(table, typed, { kind: 'images', names });
  problems.push(...(table?.problems ?? []), ...(typed?.problems ?? []), ...(join?.problems ?? []));
  const joined = table && typed && join?.column !== undefined ? tableColumns(table, typed, join.rowOf) : [];
  const named = idColumn(joined.filter(column => !typed?.columns.get(column.name)?.lostDigits));
  const shortNames = names.map(name => name.slice(name.lastIndexOf('/') + 1));
  const given = new Set(shortNames).size === names.length ? shortNames : names;
  const ids = uniqueIds(
    given.map((name, i) => named.values?.at(i) ?? name),
    named.column === undefined ? source.name : `column ${named.column}`,
  );
  problems.push(...ids.problems);
  const idSource = named.column ?? join?.column;
  const sky = skyOfGalaxies(galaxies, files);
  const columns = [...joined.filter(column => column.name !== idSource), ...sky.columns];
  const tableSky = findSkyPositions(columns);
  const bands = galaxies.reduce((most, each) => (each.bands.length > most.bands.length ? each : most)).bands;
  const bandNames = bands.map(({ band }) => band);
  const rendering = source.rendering ?? usualRendering(bandNames);
  return {
    contents: {
      name: source.name,
      rowCount: galaxies.length,
      ids: ids.ids,
      columns,
      raDeg: tableSky?.raDeg ?? sky.raDeg,
      decDeg: tableSky?.decDeg ?? sky.decDeg,
      hasImages: true,
      fits: { rendering, bands: bandNames },
      simulated: false,
      problems,
    },
    readImages: rows => inTurn(rows, row => readImage(row, galaxies[row])),
    async readFitsPixels(row) {
      const { bands: parts } = galaxies[row];
      const found: FitsGalaxyPixels['bands'] = [];
      for (const part of parts) {
        const band = await bandPixels(files[part.file].opened, part);
        found.push({ ...band, percentiles: percentileTable(band.values) });
      }
      return { bands: found, plane: skyPlane(files[parts[0].file].opened.hdus[parts[0].hdu].header) };
    },
  };

  async function readImage(row: number, { bands: parts }: FitsGalaxy): Promise<StoredImage> {
    try {
      const shown = bandsShown(
        rendering,
        parts.map(({ band }) => band),
      );
      const pixels: BandPixels[] = [];
      for (const at of shown) {
        const { band, file, hdu, plane } = parts[at];
        pixels.push(await bandPixels(files[file].opened, { band, hdu, plane }));
      }
      return { row, bytes: await writePng(renderedGalaxy(rendering, pixels)) };
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      return { row, problem: `has an image that cannot be read (${reasonOf(error)})` };
    }
  }
}

const fitsEnding = /\.(fits?|fts)(\.gz|\.fz)?$/i;

/** One at a time: a plane of many megapixels is let go before the next is read. */
async function inTurn(
  rows: Uint32Array,
  read: (row: number) => Promise<StoredImage>,
): Promise<StoredImage[]> {
  const images: StoredImage[] = [];
  for (const row of rows) images.push(await read(row));
  return images;
}

async function bandPixels(
  opened: FitsFile,
  { band, hdu: index, plane }: { band: string; hdu: number; plane: number },
): Promise<BandPixels> {
  const { shape, values } = await readPixels(opened, opened.hdus[index], plane);
  const [heightPx, widthPx] = shape.slice(-2);
  const floats =
    values instanceof Float32Array || values instanceof Float64Array
      ? values
      : Float64Array.from(values as ArrayLike<number | bigint>, Number);
  return { band, widthPx, heightPx, values: floats };
}

interface OpenedFile {
  path: string;
  file: File;
  opened: FitsFile;
}

async function openFiles(
  { name, files }: FitsSource,
  job: ReadJob,
): Promise<{ files: OpenedFile[]; problems: IngestProblem[] }> {
  const found: OpenedFile[] = [];
  const problems: IngestProblem[] = [];
  for (const [i, { path, file }] of files.entries()) {
    try {
      const bytes = bytesOfFile(file, path);
      const opened = /\.asdf$/i.test(path) ? await openAsdf(bytes) : await openFits(bytes);
      found.push({ path, file, opened });
      problems.push(...opened.problems.map(sentence => ({ sentence })));
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      problems.push({ sentence: error.message });
    }
    if (i % 20 === 0) {
      job.report({ phase: `Reading ${name}`, done: i, total: files.length, unit: 'files' });
      await job.breathe();
    }
  }
  return { files: found, problems };
}

/** With its readers, which few files need. */
async function openAsdf(bytes: ByteSource): Promise<FitsFile> {
  const { openAsdfImages } = await import('../../asdf/asdfImages.ts');
  return openAsdfImages(bytes);
}

/** The first file of tables and no image. */
function tableAmong(files: readonly OpenedFile[], galaxies: readonly FitsGalaxy[]): File | undefined {
  const shown = new Set(galaxies.flatMap(({ bands }) => bands.map(band => band.file)));
  const isTable = ({ opened }: OpenedFile, i: number) =>
    !shown.has(i) && opened.hdus.some(({ kind }) => kind === 'binaryTable' || kind === 'asciiTable');
  return files.find(isTable)?.file;
}

/** The table, or a problem where it cannot be read: the images are opened without it. */
async function tableOf({ table }: FitsSource, problems: IngestProblem[]): Promise<TextTable | undefined> {
  if (!table) return undefined;
  try {
    return await readTextTable(table, table.name);
  } catch (error) {
    problems.push({ sentence: `${reasonOf(error)}. The images are opened without it.` });
    return undefined;
  }
}

/** Positions of the pictures' centres, and how large a pixel is, where the headers say. */
function skyOfGalaxies(
  galaxies: readonly FitsGalaxy[],
  files: readonly OpenedFile[],
): { raDeg?: Float64Array; decDeg?: Float64Array; columns: Column[] } {
  const raDeg = new Float64Array(galaxies.length).fill(Number.NaN);
  const decDeg = new Float64Array(galaxies.length).fill(Number.NaN);
  const scale = new Float64Array(galaxies.length).fill(Number.NaN);
  for (const [row, { bands }] of galaxies.entries()) {
    const { hdus } = files[bands[0].file].opened;
    const { header, shape } = hdus[bands[0].hdu];
    const plane = skyPlane(header);
    if (!plane) continue;
    const [height, width] = shape.slice(-2);
    const centre = skyOfPixel(plane, (width + 1) / 2, (height + 1) / 2);
    raDeg[row] = centre.raDeg;
    decDeg[row] = centre.decDeg;
    scale[row] = arcsecPerPixel(plane);
  }
  if (raDeg.every(Number.isNaN)) return { columns: [] };
  const column: Column = {
    kind: 'number',
    name: 'pixel scale',
    unit: 'arcsec',
    source: 'FITS header',
    values: scale,
  };
  return { raDeg, decDeg, columns: [column] };
}
