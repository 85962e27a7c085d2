import type { EncodedImage } from '../../../contracts/ingest.ts';
import type { JobControl } from '../../../contracts/job.ts';
import { contactSheetHtml } from '../../../data/figures/contactSheetHtml.ts';
import type { Session } from '../../../session/session.ts';
import type { ReadNotes } from '../../../ui/files/FileServices.tsx';
import { formatCount, formatGalaxies } from '../../../ui/text/quantity.ts';
import { orderByNearness } from '../selected/contactOrder.ts';
import { drawContactSheet } from './drawContactSheet.ts';
import type { ReadImages } from './selectionFile.ts';

/** What a contact sheet leaves as: a picture, or a page to print. */
export type SheetKind = 'png' | 'html';

const mostPictures: Record<SheetKind, number> = { png: 1000, html: 500 }; // 500 images of 30 kB are a page of 20 MB
const atOnce = 32; // images asked for together

/**
 * The pictures of the selected galaxies, in the order of the sheet in Explore: nearest to their mean first. Where there are
 * too many, the first ones, and the file says so.
 *
 * @param draw makes the PNG; a test hands in its own
 * @throws Error where nothing is selected, or another catalogue opens meanwhile
 */
export async function contactSheetFile(
  kind: SheetKind,
  session: Session,
  images: ReadImages,
  provenance: ReadNotes,
  { signal, onProgress }: JobControl = {},
  draw: typeof drawContactSheet = drawContactSheet,
): Promise<File> {
  const { catalogue } = session.catalogue.getState();
  const { rows, words } = session.selection.getState();
  const { representation } = session.representation.getState();
  if (!catalogue || rows.length === 0) throw new Error('need galaxies to show; got none: select some first');
  const told = provenance(); // of this moment
  const order = representation ? orderByNearness(rows, representation) : rows;
  const shown = order.subarray(0, mostPictures[kind]);
  const found = new Map<number, EncodedImage>();
  for (let from = 0; from < shown.length; from += atOnce) {
    signal?.throwIfAborted();
    onProgress?.({ phase: 'Reading images', done: from, total: shown.length, unit: 'galaxies' });
    for (const image of await images(shown.slice(from, from + atOnce))) found.set(image.row, image);
    if (session.catalogue.getState().catalogue !== catalogue)
      throw new Error(
        `another catalogue was opened meanwhile: open ${catalogue.name} again to export from it.`,
      );
  }
  const notes = await told;
  const title = `${catalogue.name}: ${words}`;
  const name = `${catalogue.name} ${words} sheet`
    .replace(/[^\p{L}\p{N}._-]+/gu, ' ')
    .trim()
    .slice(0, mostLetters);
  const pictures = Array.from(shown, row => ({ id: catalogue.ids.at(row), image: found.get(row) ?? null }));
  if (kind === 'png') {
    const blob = await draw(
      pictures.map(({ image }) => image),
      { ...notes, title },
    );
    return new File([blob], `${name}.png`, { type: 'image/png' });
  }
  const simulated = catalogue.simulated ? 'simulated ' : '';
  const count = formatGalaxies(rows.length).replace(' ', ` ${simulated}`);
  const part = shown.length < rows.length ? `, the first ${formatCount(shown.length)} of them` : '';
  const items = pictures.map(({ id, image }) => ({ id, href: image && hrefOf(image) }));
  const html = contactSheetHtml(items, {
    title,
    lead: `${count}${part}${representation ? '; nearest to their mean first' : ''}.`,
    notes,
  });
  return new File([html], `${name}.html`, { type: 'text/html' });
}

const mostLetters = 120; // of a file's name: systems end at 255 bytes

/** An image as a data URL, its bytes as the catalogue holds them. */
function hrefOf({ bytes, type }: EncodedImage): string {
  const piece = 32_768; // characters that a call takes as arguments
  let text = '';
  for (let from = 0; from < bytes.length; from += piece)
    text += String.fromCharCode(...bytes.subarray(from, from + piece));
  return `data:${type};base64,${btoa(text)}`;
}
