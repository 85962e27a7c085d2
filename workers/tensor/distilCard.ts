import type { DistilRequest, DistilSnapshot } from '../../src/contracts/distillation/distil.ts';
import type { PrototypeSet } from '../../src/contracts/distillation/prototypes.ts';
import { standardisedAverages } from '../../src/data/runs/curatedSet.ts';
import { prototypeCard } from '../../src/data/runs/prototypeCard.ts';
import { readPrototypes, writePrototypes } from '../../src/data/runs/prototypeFiles.ts';

/** A run as a prototype set, written to a file's bytes and read back: just what a reader of the file will see. */
export async function prototypesOf(
  request: DistilRequest,
  snapshot: DistilSnapshot,
  credit: string,
): Promise<PrototypeSet> {
  const { frames, frame } = snapshot;
  const card = prototypeCard(request, snapshot, { name: request.key, credit });
  const all = frames.at(-1)?.iteration === frame.iteration ? frames : [...frames, frame];
  const written = await writePrototypes(card, all, standardisedAverages(request.set));
  return readPrototypes(written.card, written.bytes);
}
