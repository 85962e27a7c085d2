import { writeNpy } from '../../data/npyFile.ts';
import type { UnwrittenCard } from '../../data/prototypeFiles.ts';
import { sha256Of } from '../../data/sha256.ts';
import { saveFile } from '../../ui/saveFile.ts';
import { type Look, usualLook } from './prototypePixels.ts';
import { drawSheet } from './prototypeSheet.ts';
import { frameAt, type ShownSet } from './shownSet.ts';

/** A card beside the array that NumPy reads. */
export type ExportedCard = UnwrittenCard & {
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
): Promise<{ card: ExportedCard; npy: Uint8Array<ArrayBuffer> }> {
  const { card } = shown;
  const { sidePx } = card.view;
  const { images, iteration } = frameAt(shown, null);
  const shape = [card.labels.length, sidePx, sidePx, 3];
  const npy = writeNpy(images, shape);
  const file = `${card.name}.npy`;
  const facts = { file, bytes: npy.length, sha256: await sha256Of(npy), dtype: 'float32' as const };
  return { card: { ...card, images: { ...facts, shape, iteration, meaning } }, npy };
}

export type ExportKind = 'sheet' | 'array' | 'card';

/** Hands one file of the shown set to the person: the sheet as it is looked at, array and card as they are. */
export async function exportPrototypes(
  kind: ExportKind,
  shown: ShownSet,
  look: Look = usualLook,
  place: number | null = null,
): Promise<void> {
  const { name } = shown.card;
  if (kind === 'sheet') {
    const canvas = drawSheet(shown, look, place);
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('The browser could not write the sheet as a PNG.');
    saveFile(`${name}.png`, blob);
    return;
  }
  const { card, npy } = await exportedArray(shown);
  if (kind === 'array') saveFile(card.images.file, new Blob([npy], { type: 'application/octet-stream' }));
  else saveFile(`${name}.json`, new Blob([JSON.stringify(card, null, 1)], { type: 'application/json' }));
}
