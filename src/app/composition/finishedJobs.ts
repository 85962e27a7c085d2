import type { Session } from '../../session/session.ts';
import { durationText } from '../../ui/text/durationText.ts';
import { roomNamed } from '../rooms.ts';
import type { ViewStore } from '../view.ts';

const worthTellingMs = 10_000; // whoever waited longer has turned to something else

/**
 * Says so when long work is done, with a button that opens the room of its result where another room is open.
 *
 * @returns a function that stops it
 */
export function tellFinishedJobs({ jobs, notices }: Session, view: ViewStore): () => void {
  return jobs.subscribe((now, before) => {
    for (const job of now.jobs) {
      const wasRunning = before.jobs.some(({ id, outcome }) => id === job.id && outcome === 'running');
      const tookMs = job.updatedMs - job.startedMs;
      if (!wasRunning || job.outcome !== 'done' || tookMs < worthTellingMs) continue;
      const room = view.getState().room === job.room ? undefined : roomNamed(job.room ?? null);
      const action = room && { label: `Open ${room.title}`, act: () => view.getState().enter(room.name) };
      notices.getState().say(`${job.title}: done in ${durationText(tookMs / 1000)}.`, { action });
    }
  });
}
