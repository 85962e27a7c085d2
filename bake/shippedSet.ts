import type { PrototypeCard, PrototypeSet } from '../src/contracts/distillation/prototypes.ts';
import { type UnwrittenCard, writePrototypes } from '../src/data/runs/prototypeFiles.ts';
import { evenlySpaced } from '../src/maths/distillation/evenlySpaced.ts';

/** Frames kept: enough to see one image a class form; of more images, whose frames are larger, the result only. */
const mostFrames = { watched: 8, other: 3, many: 1 };
const digits = 4; // of a curve: finer than a screen shows it

/** A run as it ships with the app: few frames, the result always among them, and curves of few digits. */
export function shippedSet({
  card,
  frames,
  averages,
}: PrototypeSet): Promise<{ card: PrototypeCard; bytes: Uint8Array<ArrayBuffer> }> {
  const { images: _, ...plain } = card;
  const { imagesPerClass, method } = card.settings;
  const kind = imagesPerClass > 1 ? 'many' : method === 'stm' ? 'watched' : 'other';
  return writePrototypes(rounded(plain), evenlySpaced(frames, mostFrames[kind]), averages);
}

function rounded(card: UnwrittenCard): UnwrittenCard {
  const iterations = card.iterations.map(made => {
    const few = Object.entries(made).map(([key, value]) => [
      key,
      typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(digits)) : value,
    ]);
    return { ...made, ...Object.fromEntries(few) };
  });
  return { ...card, iterations };
}
