import type { ImageSource, IngestProblem } from '../../contracts/ingest.ts';
import { firstFew, reasonOf, UnreadableError } from '../bytes/unreadable.ts';
import { imageExtensions, imageKind, kindBytes } from '../images/imageKind.ts';
import { headerBytes, isSixteenBitPng, sixteenBitTold } from '../images/pngCounts.ts';
import type { ReadableCatalogue, StoredImage } from '../images/storedImage.ts';
import { tableColumns, typedTable } from '../tables/tableColumns.ts';
import { joinTable } from '../tables/tableJoin.ts';
import { readTextTable, type TextTable } from '../tables/textTable.ts';
import { idColumn, uniqueIds } from './galaxyIds.ts';
import type { ReadJob } from './parquet/parquetTable.ts';
import { findSkyPositions } from './skyPosition.ts';

/**
 * Opens separate image files, and the table joined to them, as a catalogue: a row for each image, in the order of their paths.
 *
 * @throws UnreadableError when there is no image
 */
export async function openImages(source: ImageSource, job: ReadJob): Promise<ReadableCatalogue> {
  const { images, problems } = await pickImages(source, job);
  const paths = images.map(image => image.path);
  const sixteenBitsTold = await anySixteenBit(images);
  if (sixteenBitsTold) problems.push({ sentence: sixteenBitTold(source.name) });
  const table = await tableOf(source, problems);
  const typed = table && typedTable(table);
  const join = table && typed && joinTable(table, typed, { kind: 'images', names: paths });
  problems.push(...(table?.problems ?? []), ...(typed?.problems ?? []), ...(join?.problems ?? []));
  const joined = table && typed && join?.column !== undefined ? tableColumns(table, typed, join.rowOf) : [];
  const named = idColumn(joined.filter(column => !typed?.columns.get(column.name)?.lostDigits));
  const fileNames = shortNames(paths);
  const ids = uniqueIds(
    fileNames.map((name, i) => named.values?.at(i) ?? name),
    named.column === undefined ? source.name : `column ${named.column}`,
  );
  problems.push(...ids.problems);
  const idSource = named.column ?? join?.column; // the column of the ids is not shown again
  const columns = joined.filter(column => column.name !== idSource);
  const sky = findSkyPositions(columns);
  problems.push(...(sky?.problems ?? []));
  return {
    contents: {
      name: source.name,
      rowCount: paths.length,
      ids: ids.ids,
      columns,
      raDeg: sky?.raDeg,
      decDeg: sky?.decDeg,
      hasImages: true,
      simulated: false,
      credit: source.credit,
      problems,
    },
    sixteenBitsTold,
    readImages: rows => Promise.all(Array.from(rows, row => readImage(row, images[row]))),
  };
}

async function readImage(row: number, { path, file }: ImageSource['images'][number]): Promise<StoredImage> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return bytes.length > 0 ? { row, bytes } : { row, problem: `has an empty file as its image (${path})` };
  } catch (error) {
    return { row, problem: `has an image that can no longer be read from ${path} (${reasonOf(error)})` };
  }
}

/** Images by extension, or by their first bytes where the extension is not an image's; the others are reported by name. */
async function pickImages(
  source: ImageSource,
  job: ReadJob,
): Promise<{ images: ImageSource['images']; problems: IngestProblem[] }> {
  const images: ImageSource['images'] = [];
  const others: string[] = [];
  for (const [i, image] of source.images.entries()) {
    if (await isImage(image)) images.push(image);
    else others.push(image.path);
    if (i % 1000 === 0) {
      job.report({ phase: `Reading ${source.name}`, done: i, total: source.images.length, unit: 'files' });
      await job.breathe();
    }
  }
  if (images.length === 0) {
    const found = others.length === 0 ? 'it is empty' : `it has ${firstFew(others)}`;
    throw new UnreadableError(
      `${source.name} has no JPEG, PNG or WebP image (${found}): choose a folder of images.`,
    );
  }
  // By code unit, not by locale, so that row numbers are the same on every machine.
  images.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const problems: IngestProblem[] = [];
  if (others.length > 0) {
    const many = others.length === 1 ? 'One file is' : `${others.length} files are`;
    problems.push({ sentence: `${many} not JPEG, PNG or WebP, and left out: ${firstFew(others)}.` });
  }
  return { images, problems };
}

async function isImage({ path, file }: ImageSource['images'][number]): Promise<boolean> {
  const extension = /\.([^./]+)$/.exec(path)?.[1].toLowerCase();
  if (extension !== undefined && imageExtensions.includes(extension)) return true;
  try {
    return imageKind(new Uint8Array(await file.slice(0, kindBytes).arrayBuffer())) !== undefined;
  } catch {
    return false; // reported by name with the others
  }
}

const sniffedPngs = 64; // a folder rarely mixes bit depths; where it does, that is reported when they are decoded

async function anySixteenBit(images: ImageSource['images']): Promise<boolean> {
  const pngs = images.filter(({ path }) => /\.png$/i.test(path)).slice(0, sniffedPngs);
  for (const { file } of pngs) {
    try {
      if (isSixteenBitPng(new Uint8Array(await file.slice(0, headerBytes + 1).arrayBuffer()))) return true;
    } catch {
      // reported when the image is read
    }
  }
  return false;
}

/** The table, or a problem where it cannot be read: the images are opened without it. */
async function tableOf(source: ImageSource, problems: IngestProblem[]): Promise<TextTable | undefined> {
  if (!source.table) return undefined;
  try {
    return await readTextTable(source.table, source.table.name);
  } catch (error) {
    problems.push({ sentence: `${reasonOf(error)}. The images are opened without it.` });
    return undefined;
  }
}

/** File names without their image extension; the whole path where two would share one. */
function shortNames(paths: readonly string[]): string[] {
  const short = paths.map(path => withoutExtension(path.slice(path.lastIndexOf('/') + 1)));
  const count = new Map<string, number>();
  for (const name of short) count.set(name, (count.get(name) ?? 0) + 1);
  return short.map((name, i) => (count.get(name)! > 1 ? paths[i] : name));
}

/** Removes an image extension only: "J1000.5+0200" keeps what follows its point. */
function withoutExtension(name: string): string {
  const extension = /\.([^.]+)$/.exec(name)?.[1].toLowerCase() ?? '';
  return imageExtensions.includes(extension) ? name.slice(0, -extension.length - 1) : name;
}
