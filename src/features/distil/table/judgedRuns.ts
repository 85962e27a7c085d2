import type { DistilNote, DistilShelf } from '../../../data/runs/distilRuns.ts';
import type { UnwrittenCard } from '../../../data/runs/prototypeFiles.ts';
import { shownOfRun } from '../gallery/runShown.ts';
import { runId } from '../gallery/shownSet.ts';
import { keptRun } from '../run/openRun.ts';

/**
 * Cards of kept runs that may stand beside a set in its table: of the same classes, as many images of each, by students of the
 * same width, and judged. Whether their galaxies are the same is the table's to see.
 *
 * @param besides id of the set itself
 */
export async function judgedRuns(
  shelf: DistilShelf,
  notes: readonly DistilNote[],
  { classes, settings }: UnwrittenCard,
  besides: string,
): Promise<Map<string, UnwrittenCard>> {
  const cards = new Map<string, UnwrittenCard>();
  for (const note of notes) {
    const alike =
      note.classes.join() === classes.join() &&
      note.settings.imagesPerClass === settings.imagesPerClass &&
      note.settings.width === settings.width;
    if (!alike || runId(note.key) === besides) continue;
    const rows = await shelf.evaluations(note.key); // a run's pixels weigh megabytes: only of those that are judged
    if (!rows.some(({ contender }) => contender === 'synthetic')) continue;
    const run = await keptRun(shelf, note.key).catch(() => undefined); // deleted meanwhile
    if (run) cards.set(runId(note.key), shownOfRun(run, '').card);
  }
  return cards;
}
