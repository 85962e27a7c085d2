import type { EncodedImage, OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { JobControl } from '../../../contracts/job.ts';
import { type SomeGalaxies, someGalaxies } from '../../../data/sets/someGalaxies.ts';
import type { Session } from '../../../session/session.ts';
import type { ReadNotes } from '../../../ui/files/FileServices.tsx';
import { exactText } from '../../../ui/text/columnText.ts';
import { exactWordsOfFilter } from '../filters/filterWords.ts';

/** Formats a selection is exported as. */
export type SelectionFile = 'csv' | 'votable' | 'fits' | 'parquet' | 'parquet with images' | 'cutouts';

/** Images of catalogue rows as their files hold them. */
export type ReadImages = (rows: Uint32Array) => Promise<EncodedImage[]>;

/**
 * The galaxies selected as a file, with every column the session has, and what they were chosen by; as they are now, even
 * where the selection changes while it is written.
 *
 * @param control hears how many images are read; aborting it between two groups of galaxies ends the writing
 * @throws Error where nothing is selected, or another catalogue opens before the images are read: rows would mean others there
 */
export async function selectionFile(
  kind: SelectionFile,
  session: Session,
  images: ReadImages,
  provenance: ReadNotes = async () => ({}),
  { signal, onProgress }: JobControl = {},
): Promise<File> {
  const { catalogue } = session.catalogue.getState();
  const { rows, words } = session.selection.getState();
  const saying = provenance();
  if (!catalogue || rows.length === 0)
    throw new Error('need galaxies to export; got none: select some first');
  const galaxies = someGalaxies(catalogue, session.columns.getState().columns, rows);
  const own = notesOf(session); // of this moment, whatever is selected while the rest is found out
  const notes = { ...(await saying), ...own };
  const name = `${catalogue.name} ${words}`
    .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .trim()
    .slice(0, mostLetters);
  if (kind === 'csv')
    return new File([await galaxiesCsv(galaxies, notes)], `${name}.csv`, { type: 'text/csv' });
  if (kind === 'votable') {
    const { writeGalaxiesVotable } = await import('../../../data/sets/galaxiesVotable.ts');
    const text = writeGalaxiesVotable(galaxies, exactText, notes);
    return new File([text], `${name}.vot`, { type: 'application/x-votable+xml' });
  }
  if (kind === 'fits') {
    const { lettersLost, writeGalaxiesFits } = await import('../../../data/sets/galaxiesFits.ts');
    tellLost(session, lettersLost(galaxies, exactText));
    const bytes = writeGalaxiesFits(galaxies, exactText, notes);
    return new File([bytes], `${name}.fits`, { type: 'application/fits' });
  }
  function checkSame(): void {
    if (session.catalogue.getState().catalogue === catalogue) return;
    throw new Error(
      `Another catalogue was opened meanwhile: open ${catalogue!.name} again to export from it.`,
    );
  }
  const control = { signal, onProgress };
  if (kind === 'cutouts') {
    const parts = await cutoutParts(session, { rows, ids: galaxies.ids, notes }, control, checkSame);
    return new File(parts, `${name} cutouts.fits`, { type: 'application/fits' });
  }
  let done = 0;
  const read: ReadImages = async wanted => {
    signal?.throwIfAborted();
    onProgress?.({ phase: 'Reading images', done, total: rows.length, unit: 'galaxies' });
    const found = await images(wanted);
    done += wanted.length;
    checkSame();
    return found;
  };
  const about = {
    name: `${catalogue.name}: ${words}`,
    simulated: catalogue.simulated,
    credit: catalogue.credit,
    provenance: notes,
  };
  const content = await galaxiesParquet(galaxies, about, rows, kind === 'parquet with images' ? read : null);
  return new File([content], `${name}.parquet`);
}

/** FITS knows the letters of ASCII alone: a person who needs others should know before they are gone. */
function tellLost(session: Session, lost: { count: number; example: string } | undefined): void {
  if (!lost) return;
  const count = lost.count === 1 ? 'One text has' : `${lost.count.toLocaleString('en')} texts have`;
  session.notices
    .getState()
    .say(
      `${count} letters that FITS does not know, such as those of “${lost.example}”, and which are “?” in the file: VOTable, Parquet and CSV keep them.`,
    );
}

/** A FITS file in parts: the numbers of each galaxy's bands, with their places on the sky. */
async function cutoutParts(
  session: Session,
  {
    rows,
    ids,
    notes,
  }: { rows: Uint32Array; ids: readonly string[]; notes: Readonly<Record<string, string>> },
  { signal, onProgress }: JobControl,
  checkSame: () => void,
): Promise<BlobPart[]> {
  const { rendered } = session.rendering.getState();
  if (!rendered) throw new Error('The open galaxies are no FITS images: their pictures go with Parquet.');
  const { cutoutExtensions, cutoutsHeader } = await import('../../../data/fits/images/cutoutWriter.ts');
  const history = Object.entries(notes).map(([name, value]) => `${name}: ${value}`);
  const parts: BlobPart[] = [cutoutsHeader(history)];
  for (const [done, row] of rows.entries()) {
    signal?.throwIfAborted();
    onProgress?.({ phase: 'Reading images', done, total: rows.length, unit: 'galaxies' });
    checkSame();
    const found = cutoutExtensions(ids[done], await rendered.pixels(row));
    parts.push(new Blob(found)); // out of the page's own memory
  }
  return parts;
}

const mostLetters = 80; // of a file's name

/** Where the galaxies are from and how they were chosen. */
function notesOf(session: Session): Record<string, string> {
  const { catalogue } = session.catalogue.getState();
  const { rows, words } = session.selection.getState();
  const { filters } = session.filters.getState();
  const { weights: name } = session.representation.getState().representation ?? {};
  const weights = name === 'file' ? (catalogue?.formerWeights ?? name) : name;
  return {
    catalogue: catalogue?.name ?? '',
    selection: words,
    selected: String(rows.length),
    ...(filters.length > 0 && { filters: filters.map(exactWordsOfFilter).join(' and ') }),
    ...(weights !== undefined && { weights }),
    written: new Date().toISOString(),
  };
}

async function galaxiesCsv(
  { ids, raDeg, decDeg, columns }: SomeGalaxies,
  notes: Record<string, string>,
): Promise<string> {
  const { writeCsv, writeComments } = await import('../../../data/bytes/csvWriter.ts');
  const rows = ids.map((id, place) => [
    id,
    ...(raDeg && decDeg ? [raDeg[place], decDeg[place]] : []),
    ...columns.map(column => exactText(column, place)),
  ]);
  const names = ['id', ...(raDeg ? ['ra', 'dec'] : []), ...columns.map(({ name }) => name)];
  return writeComments(notes) + writeCsv(names, rows);
}

/** @param images null: a file without them */
async function galaxiesParquet(
  { ids, raDeg, decDeg, columns }: SomeGalaxies,
  notes: Pick<OpenedCatalogue, 'name' | 'simulated' | 'credit'> & { provenance: Record<string, string> },
  rows: Uint32Array,
  images: ReadImages | null,
): Promise<ArrayBuffer> {
  const [{ writeCatalogue }, { ByteWriter }] = await Promise.all([
    import('../../../data/catalogues/catalogueWriter.ts'),
    import('hyparquet-writer'),
  ]);
  const writer = new ByteWriter();
  const degrees = (name: string, values: Float64Array) =>
    ({ kind: 'number', name, source: '', unit: 'deg', values }) as const;
  await writeCatalogue(writer, {
    ids,
    columns: [...(raDeg && decDeg ? [degrees('ra', raDeg), degrees('dec', decDeg)] : []), ...columns],
    notes,
    images: images
      ? async (start, end) => {
          const own = rows.slice(start, end);
          const found = new Map((await images(own)).map(image => [image.row, image]));
          return Array.from(own, (row, i) => {
            const image = found.get(row);
            return image ? { bytes: image.bytes, path: `${ids[start + i]}.${image.type.slice(6)}` } : null;
          });
        }
      : undefined,
  });
  return writer.getBuffer();
}
