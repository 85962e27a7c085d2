import { serveJob } from '../src/rpc/jobContext.ts';
import { limitsToWait } from '../src/rpc/pulse.ts';
import { serveWorker } from '../src/rpc/serveWorker.ts';
import { createSurveyWorker } from './survey/surveyWorker.ts';

serveWorker(createSurveyWorker((port, loop) => serveJob(port, loop, limitsToWait)));
