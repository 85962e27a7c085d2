import type { JobPort } from '../../src/contracts/job.ts';
import type { SurveyWorker } from '../../src/contracts/survey.ts';
import { openTiledSurvey, type TiledSurvey } from '../../src/data/tiles/tiledSurvey.ts';
import type { JobContext } from '../../src/rpc/jobContext.ts';

/** Runs a loop under a job's port; `serveJob` of src/rpc in a worker. */
type ServeJob = <T>(port: JobPort | undefined, loop: (job: JobContext) => Promise<T>) => Promise<T>;

/** The survey worker as an object, for its thread and for tests. It keeps one survey open. */
export function createSurveyWorker(serveJob: ServeJob): SurveyWorker {
  let open: { manifestUrl: string; survey: Promise<TiledSurvey> } | undefined;

  function surveyAt(manifestUrl: string): Promise<TiledSurvey> {
    if (open?.manifestUrl !== manifestUrl) {
      const mine = { manifestUrl, survey: openTiledSurvey(manifestUrl) };
      open = mine;
      mine.survey.catch(() => {
        if (open === mine) open = undefined; // the next call tries again
      });
    }
    return open.survey;
  }

  return {
    nearest: (manifestUrl, vector, wanted, port) =>
      serveJob(port, async job => {
        await job.breathe(); // a cancel that came meanwhile ends it before anything is read
        const survey = await surveyAt(manifestUrl);
        await job.breathe();
        return survey.nearest(vector, wanted, job.breathe);
      }),
    vectorOf: (manifestUrl, row, port) =>
      serveJob(port, async () => (await surveyAt(manifestUrl)).vectorOf(row)),
    basis: (manifestUrl, port) => serveJob(port, async () => (await surveyAt(manifestUrl)).basis()),
    images: (manifestUrl, galaxies, port) =>
      serveJob(port, async () => (await surveyAt(manifestUrl)).images(galaxies)),
  };
}
