import type { CatalogueSource, ImageSource } from '../../contracts/ingest.ts';

/** A file and where it lay: "euclid/cutouts/a.jpg"; its bare name where it lay in no folder. */
export interface PlacedFile {
  path: string;
  file: File;
}

/** What was dropped: something to open, or a sentence that says why not. */
export type Dropped =
  | {
      source: CatalogueSource;
      /** Files that are no part of it, by path. */
      leftOut: string[];
      /** What could not be read of archives, in sentences. */
      problems?: string[];
    }
  | { sentence: string };

type Kind = 'parquet' | 'image' | 'fits' | 'hdf5' | 'table' | 'xml' | 'hidden' | 'other';

const kinds: Record<string, Kind> = {
  parquet: 'parquet',
  parq: 'parquet',
  jpg: 'image',
  jpeg: 'image',
  png: 'image',
  webp: 'image',
  h5: 'hdf5',
  hdf5: 'hdf5',
  hdf: 'hdf5',
  csv: 'table',
  tsv: 'table',
  ecsv: 'table',
  vot: 'table',
  votable: 'table',
  xml: 'xml',
};

/** What to do about files people have and we cannot read. */
const advice: [endings: RegExp, sentence: string][] = [
  [/\.(fits?|fts)\.bz2$/i, 'Browsers cannot unpack bzip2: unpack it (bunzip2) and drop it again.'],
  [
    /\.(tar\.(bz2|xz|zst)|tbz2?|txz|7z|rar)$/i,
    'Of archives, ZIP, .tar and .tar.gz are read: unpack this one and drop the folder.',
  ],
  [
    /\.(tiff?|gif|bmp|heic|avif|jxl|svg)$/i,
    'This image format cannot be read: JPEG, PNG or WebP is needed; convert the images first.',
  ],
  [
    /\.(npz|npy|feather|arrow|xlsx|json)$/i,
    'This format cannot be read: save the table as Parquet in the Galaxy Zoo layout.',
  ],
];

/** Decides what a set of files is: Parquet files become one catalogue, and images one with the table beside them. */
export function sourceOf(files: readonly PlacedFile[]): Dropped {
  const byKind = (kind: Kind) => files.filter(({ path }) => kindOf(path) === kind);
  const parquets = byKind('parquet');
  const images = byKind('image');
  const tables = byKind('table');
  const xmls = byKind('xml');
  const fits = byKind('fits');
  const others = byKind('other');
  if (parquets.length > 0 && images.length > 0) {
    return {
      sentence: `Drop either Parquet files or images; got ${countOf(parquets.length, 'Parquet file')} and ${countOf(images.length, 'image')}.`,
    };
  }
  if (parquets.length > 0) {
    return {
      source: parquetSource(parquets.map(p => p.file)),
      leftOut: pathsOf([...tables, ...xmls, ...fits, ...others]),
    };
  }
  if (images.length > 0) {
    // One XML file beside images is a VOTable, many are notes on single images; one FITS file is a table.
    const table =
      chooseTable(tables) ?? (xmls.length === 1 ? xmls[0] : fits.length === 1 ? fits[0] : undefined);
    const leftOut = pathsOf([...tables, ...xmls, ...fits, ...others].filter(each => each !== table));
    return { source: imageSource(images, table), leftOut };
  }
  const hdf5s = byKind('hdf5');
  if (hdf5s.length > 0 && fits.length === 0) {
    const leftOut = pathsOf([...hdf5s.slice(1), ...tables, ...xmls, ...others]);
    return { source: { kind: 'hdf5', file: hdf5s[0].file }, leftOut };
  }
  if (fits.length > 0) {
    const table = chooseTable(tables) ?? (xmls.length === 1 ? xmls[0] : undefined);
    const leftOut = pathsOf([...tables, ...xmls, ...others].filter(each => each !== table));
    return { source: fitsSource(fits, table), leftOut };
  }
  if (tables.length + xmls.length > 0) {
    const table = chooseTable(tables) ?? xmls[0];
    const leftOut = pathsOf([...tables, ...xmls, ...others].filter(each => each !== table));
    return { source: { kind: 'table', name: tableName(table.path), file: table.file }, leftOut };
  }
  return { sentence: refusal(others) };
}

const packedTable = /(?<=\.(csv|tsv|ecsv|vot|votable|xml))\.gz$/i; // a gzipped table is a table

/** True for a session saved by this app and nothing else. */
export function isSession(files: readonly PlacedFile[]): boolean {
  return files.length === 1 && /\.morphospace(\s?\(\d+\))?\.zip$/i.test(files[0].path);
}

const archived = /\.(zip|tar|tgz|tar\.gz)$/i;

/** The same files, with those of archives (.zip, .tar, .tar.gz) in the place of the archives, below folders of their names. */
export async function withUnpacked(
  files: readonly PlacedFile[],
): Promise<{ files: readonly PlacedFile[]; problems: string[] }> {
  if (!files.some(({ path }) => archived.test(path))) return { files, problems: [] };
  const { archiveMembers } = await import('../../data/archives/archive.ts'); // few drops need it
  const all: PlacedFile[] = [];
  const problems: string[] = [];
  for (const placed of files) {
    if (!archived.test(placed.path)) {
      all.push(placed);
      continue;
    }
    const found = await archiveMembers(placed.file);
    problems.push(...found.problems);
    const folder = placed.path.replace(archived, '');
    for (const { path, file } of found.members) all.push({ path: `${folder}/${path}`, file });
  }
  return { files: all, problems };
}

/** True where these may be spectra of galaxies that are open: FITS files and nothing else, or one Parquet file. */
export function mayBeSpectra(files: readonly PlacedFile[]): boolean {
  const seen = files.map(({ path }) => kindOf(path)).filter(kind => kind !== 'hidden');
  return (
    seen.length > 0 && (seen.every(kind => kind === 'fits') || (seen.length === 1 && seen[0] === 'parquet'))
  );
}

/** True for a single image and nothing else: rather a question than a catalogue. */
export function isOneImage(files: readonly PlacedFile[]): boolean {
  return files.length === 1 && kindOf(files[0].path) === 'image';
}

function kindOf(path: string): Kind {
  const name = nameOf(path);
  if (name.startsWith('.') || name === 'Thumbs.db' || path.includes('__MACOSX/')) return 'hidden';
  if (/\.((fits?|fts)(\.gz|\.fz)?|asdf)$/i.test(name)) return 'fits'; // opened alike
  const ending = /\.([^.]+)$/.exec(name.replace(packedTable, ''))?.[1].toLowerCase() ?? '';
  return kinds[ending] ?? 'other';
}

function parquetSource(files: File[]): CatalogueSource {
  if (files.length === 1) return { kind: 'file', file: files[0] };
  const sorted = files.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const stems = sorted.map(file => file.name.replace(/\.[^.]+$/, ''));
  const name = stems.length <= 3 ? stems.join(' + ') : `${stems[0]} + ${stems.length - 1} more`;
  return { kind: 'many', name, parts: sorted.map(file => ({ kind: 'file', file })) };
}

/** A table's file name without its ending. */
function tableName(path: string): string {
  return nameOf(path).replace(/(\.[^.]+?)(\.gz)?$/i, '');
}

/** FITS files as they lie in the folder that holds them all, which gives the catalogue its name. */
function fitsSource(files: PlacedFile[], table: PlacedFile | undefined): CatalogueSource {
  const { name, images } = imageSource(files, table);
  const isOne = files.length === 1;
  return { kind: 'fits', name: isOne ? nameOf(files[0].path) : name, files: images, table: table?.file };
}

/** Paths become relative to the folder that holds them all, which gives the catalogue its name. */
function imageSource(images: PlacedFile[], table: PlacedFile | undefined): ImageSource {
  const folder = commonFolder((table ? [...images, table] : images).map(each => each.path));
  const inside = folder === '' ? 0 : folder.length + 1;
  return {
    kind: 'images',
    name: folder === '' ? countOf(images.length, 'image') : nameOf(folder),
    images: images.map(({ path, file }) => ({ path: path.slice(inside), file })),
    table: table?.file,
  };
}

/** The folder all paths share, without a slash at its end; empty where they share none. */
function commonFolder(paths: string[]): string {
  const folders = paths.map(path => path.split('/').slice(0, -1));
  const first = folders[0];
  let depth = first.length;
  for (const folder of folders) {
    let same = 0;
    while (same < depth && folder[same] === first[same]) same++;
    depth = same;
  }
  return first.slice(0, depth).join('/');
}

/** The least deep table; among equals the one called a catalogue, then the first by name. */
function chooseTable(tables: PlacedFile[]): PlacedFile | undefined {
  const rank = ({ path }: PlacedFile) =>
    [path.split('/').length, /catalog/i.test(nameOf(path)) ? 0 : 1] as const;
  return tables.toSorted((a, b) => {
    const [depthA, calledA] = rank(a);
    const [depthB, calledB] = rank(b);
    return depthA - depthB || calledA - calledB || a.path.localeCompare(b.path);
  })[0];
}

function refusal(others: PlacedFile[]): string {
  if (others.length === 0)
    return 'There is nothing to open in it: a Parquet file or a folder of JPEG, PNG or WebP images is needed.';
  const path = others[0].path;
  const known = advice.find(([endings]) => endings.test(path))?.[1];
  const what = others.length === 1 ? path : `${path} and ${countOf(others.length - 1, 'other file')}`;
  return `Cannot open ${what}. ${known ?? 'A Parquet file or a folder of JPEG, PNG or WebP images is needed.'}`;
}

function countOf(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function pathsOf(files: PlacedFile[]): string[] {
  return files.map(file => file.path);
}
