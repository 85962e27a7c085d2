import { serveWorker } from '../src/rpc/serveWorker.ts';
import { createAnomaliesWorker } from './anomalies/anomaliesWorker.ts';

serveWorker(createAnomaliesWorker(() => performance.now()));
