import { writeComments, writeCsv } from '../../../data/bytes/csvWriter.ts';
import { writeNpy } from '../../../data/bytes/npyFile.ts';
import { sha256Of } from '../../../data/bytes/sha256.ts';
import { withPngNotes } from '../../../data/images/pngNotes.ts';
import type { UnwrittenCard } from '../../../data/runs/prototypeFiles.ts';
import { settingNotes } from '../../../data/runs/settingFields.ts';
import type { FileNotes, ReadNotes } from '../../../ui/files/FileServices.tsx';
import { notesOfProgram } from '../../../ui/files/fileNotes.ts';
import { saveFile } from '../../../ui/files/saveFile.ts';
import { saveText } from '../../../ui/files/saveText.ts';
import type { Look } from '../gallery/prototypePixels.ts';
import { drawSheet } from '../gallery/prototypeSheet.ts';
import { frameAt, type ShownSet } from '../gallery/shownSet.ts';
import type { KeptRow, TableRow } from './tableRows.ts';

/** A card beside the array that NumPy reads, with the table as it is shown. */
type ExportedCard = UnwrittenCard & {
  /** Its own rows, and those of sets that were made of the same galaxies. */
  table: (KeptRow & { taughtBy: string; set: string })[];
  /** The program that wrote it, and when; where the images come from is the rest of the card. */
  provenance: FileNotes;
  /** Of the method: what each is called, its value and its meaning. */
  constants: ReturnType<typeof settingNotes>;
  images: {
    file: string;
    bytes: number;
    sha256: string;
    dtype: 'float32';
    /** (images, sidePx, sidePx, 3) */
    shape: number[];
    iteration: number;
    meaning: string;
  };
};

const meaning =
  'Standardised pixels, red, green and blue: value · deviation + mean is 0–255. labels[i] is the class of image i.';

/** The finished images as an array, and the card that says what they are. */
export async function exportedArray(
  shown: ShownSet,
  rows: readonly TableRow[],
  provenance: FileNotes,
): Promise<{ card: ExportedCard; npy: Uint8Array<ArrayBuffer> }> {
  const { card } = shown;
  const { sidePx } = card.view;
  const { images, iteration } = frameAt(shown, null);
  const shape = [card.labels.length, sidePx, sidePx, 3];
  const npy = writeNpy(images, shape);
  const file = `${card.name}.npy`;
  const facts = { file, bytes: npy.length, sha256: await sha256Of(npy), dtype: 'float32' as const };
  const table = rows.map(({ name, title, row }) => ({ taughtBy: name, set: title, ...row }));
  return {
    card: {
      ...card,
      table,
      provenance: notesOfProgram(provenance),
      constants: settingNotes(card.settings),
      images: { ...facts, shape, iteration, meaning },
    },
    npy,
  };
}

const columns = ['taught by', 'set', 'network', 'images a class', 'iteration', 'mean', 'sd', 'low', 'high'];

/**
 * The table as text: accuracies 0–1, their standard deviation over networks, and 95 % of the mean over test images.
 *
 * @param notes where it comes from, as comments above
 */
export function tableCsv(rows: readonly TableRow[], notes: FileNotes): string {
  const cells = rows.map(({ name, title, row }) => {
    const { network, imagesPerClass, iteration, mean, sd, low, high } = row;
    return [name, title, network, imagesPerClass, iteration ?? null, ...[mean, sd, low, high].map(rounded)];
  });
  return writeComments(notes) + writeCsv(columns, cells);
}

/** Where a set comes from, as a file that shows it says. */
function notesOfSet({ title, credit, classes, perClass, settings }: UnwrittenCard): FileNotes {
  return {
    set: title,
    credit,
    classes: classes.join(', '),
    galaxies_per_class: JSON.stringify(perClass),
    settings: JSON.stringify(settings),
  };
}

const rounded = (value: number) => value.toFixed(4); // a test image of 10,000

/** Files that a set can be exported as. */
export type ExportKind = 'sheet' | 'array' | 'card' | 'table';

/** A set as it is looked at. */
interface Exported {
  shown: ShownSet;
  rows: readonly TableRow[];
  look: Look;
  place: number | null;
}

/** Hands one file of the shown set to the person: the sheet as it is looked at, array, card and table as they are. */
export async function exportPrototypes(
  kind: ExportKind,
  { shown, rows, look, place }: Exported,
  provenance: ReadNotes,
): Promise<void> {
  const { name } = shown.card;
  const notes = { ...notesOfProgram(await provenance()), ...notesOfSet(shown.card) };
  if (kind === 'sheet') {
    const canvas = drawSheet(shown, look, place);
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('The browser could not write the sheet as a PNG.');
    const iteration = String(frameAt(shown, place).iteration);
    const png = withPngNotes(new Uint8Array(await blob.arrayBuffer()), { ...notes, iteration });
    saveFile(`${name}.png`, new Blob([png], { type: 'image/png' }));
    return;
  }
  if (kind === 'table') {
    saveText(`${name}.csv`, tableCsv(rows, notes), 'text/csv');
    return;
  }
  const { card, npy } = await exportedArray(shown, rows, notes);
  if (kind === 'array') saveFile(card.images.file, new Blob([npy], { type: 'application/octet-stream' }));
  else saveText(`${name}.json`, JSON.stringify(card, null, 1), 'application/json');
}
