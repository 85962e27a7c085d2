import type { DistilRequest } from '../../../contracts/distillation/distil.ts';
import { standardisedAverages } from '../../../data/runs/curatedSet.ts';
import { isFinished } from '../../../data/runs/distilFinished.ts';
import type { DistilShelf } from '../../../data/runs/distilRuns.ts';
import { labelsByClass } from '../../../maths/distillation/contenders.ts';
import type { OpenRun } from './runState.ts';

/** A run that is about to begin: its images are not there yet, so they are grey. */
export function newRun(request: DistilRequest): OpenRun {
  const { set, settings } = request;
  const { sidePx } = set.view;
  const labels = labelsByClass(set.classes.length, settings.imagesPerClass);
  const frame = { iteration: 0, images: new Float32Array(labels.length * sidePx * sidePx * 3) };
  return {
    request,
    step: 'resting',
    jobId: null,
    expertEpochs: 0,
    iterations: [],
    frame,
    frames: [frame],
    labels,
    stepSizes: [],
    evaluations: [],
    judging: null,
    finished: false,
    failure: null,
    averages: standardisedAverages(set),
  };
}

/**
 * A run as its last checkpoint has it, without a worker.
 *
 * @throws Error where there is none of that key
 */
export async function keptRun(shelf: DistilShelf, key: string): Promise<OpenRun> {
  const [request, checkpoint, evaluations] = await Promise.all([
    shelf.request(key),
    shelf.checkpoint(key),
    shelf.evaluations(key),
  ]);
  if (!request) throw new Error('This run is no longer kept: another tab may have deleted it.');
  const run = newRun(request);
  if (!checkpoint) return { ...run, evaluations };
  const { iterations, frames, images } = checkpoint;
  const made = iterations.length;
  return {
    ...run,
    iterations,
    frame: { iteration: made, images },
    frames: frames.length > 0 ? frames : run.frames,
    stepSizes: (checkpoint.epochs?.logStepSizes ?? []).map(Math.exp),
    finished: isFinished(request.settings, checkpoint),
    evaluations,
  };
}
