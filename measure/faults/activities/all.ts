import type { Activity } from '../activity.ts';
import type { Fixtures } from '../fixtures.ts';
import { createDistilling } from './distilling.ts';
import { createDownload } from './download.ts';
import { createEmbedding } from './embedding.ts';
import { createLayout } from './layout.ts';
import { createOpening } from './opening.ts';
import { createRating } from './rating.ts';
import { createTraining } from './training.ts';

/** Every activity by its name, new: none has begun. */
export function createActivities({ baked, mapless, pictures }: Fixtures): Record<string, Activity> {
  return {
    opening: createOpening(baked),
    embedding: createEmbedding(pictures),
    layout: createLayout(mapless),
    rating: createRating(),
    training: createTraining(pictures[1]),
    distilling: createDistilling(),
    download: createDownload(),
  };
}
