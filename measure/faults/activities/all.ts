import type { Activity } from '../activity.ts';
import type { Fixtures } from '../fixtures.ts';
import { distillingActivity } from './distilling.ts';
import { downloadActivity } from './download.ts';
import { embeddingActivity } from './embedding.ts';
import { layoutActivity } from './layout.ts';
import { openingActivity } from './opening.ts';
import { ratingActivity } from './rating.ts';
import { trainingActivity } from './training.ts';

/** What a person does, by name. */
export const activityNames = [
  'opening',
  'embedding',
  'layout',
  'rating',
  'training',
  'distilling',
  'download',
] as const;
/** Name of an activity. */
export type ActivityName = (typeof activityNames)[number];

/** Every activity by its name, new: none has begun. */
export function createActivities({ baked, mapless, pictures }: Fixtures): Record<ActivityName, Activity> {
  return {
    opening: openingActivity(baked),
    embedding: embeddingActivity(pictures),
    layout: layoutActivity(mapless),
    rating: ratingActivity(),
    training: trainingActivity(pictures[1]),
    distilling: distillingActivity(),
    download: downloadActivity(),
  };
}
