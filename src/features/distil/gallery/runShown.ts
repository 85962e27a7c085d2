import type { DistilRequest, DistilSnapshot } from '../../../contracts/distillation/distil.ts';
import { prototypeCard } from '../../../data/runs/prototypeCard.ts';
import { runId, type ShownSet } from './shownSet.ts';

/** What the gallery needs of a run, whether it goes on or lies on the shelf. */
interface ShownRun
  extends Pick<DistilSnapshot, 'iterations' | 'frames' | 'frame' | 'labels' | 'stepSizes' | 'evaluations'> {
  request: DistilRequest;
  /** (classes, sidePx, sidePx, 3) standardised */
  averages: Float32Array;
}

/** A run's prototypes as the gallery shows them. @param credit of the survey its galaxies are from; may be empty */
export function shownOfRun(run: ShownRun, credit: string): ShownSet {
  const { request, frames, frame, averages } = run;
  const past = frames.filter(({ iteration }) => iteration < frame.iteration);
  return {
    id: runId(request.key),
    card: prototypeCard(request, run, { name: fileName(request.title), credit }),
    frames: [...past, frame],
    averages,
  };
}

/** A title as a file may be called. */
function fileName(title: string): string {
  return title.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^-+|-+$/g, '') || 'prototypes';
}
